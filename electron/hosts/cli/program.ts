import { Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { toFailure } from '../../../shared/errors.ts';
import { createNodeHost } from '../node.ts';
import { addBackups } from './backups.ts';
import { addBatch } from './batch/batch.ts';
import { addCheck } from './check.ts';
import type { Run } from './command.ts';
import { addComputers } from './computers.ts';
import type { Context, CoreWish } from './context.ts';
import { addDatabase } from './database.ts';
import { addDoctor } from './doctor.ts';
import { addDowngrade } from './downgrade.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { addExport } from './exportCommand.ts';
import { failureJson, failureText } from './failureText.ts';
import { addImport } from './import.ts';
import type { Interruption } from './interruption.ts';
import { jsonLine } from './jsonLine.ts';
import { addList } from './list.ts';
import { addModels } from './models.ts';
import { addMoveData } from './moveData.ts';
import { addPortability } from './portability.ts';
import { addSearch } from './search.ts';
import { addServe } from './serve.ts';
import { addSettings } from './settings.ts';
import { addShow } from './show.ts';
import type { Terminal } from './terminal.ts';
import { addTranscribe } from './transcribe.ts';
import { addWatchFolder } from './watchFolder.ts';
import { addWorker } from './worker.ts';

/** Runs the command line and gives what the process has to exit with. */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
): Promise<ExitCode> {
  const context: Context = {
    terminal,
    interruption,
    openCore: (wish) => openCore(wish, terminal, interruption.signal),
  };
  let exitCode: ExitCode = exitCodes.done;
  const run: Run =
    (action) =>
    async (...given) => {
      exitCode = await action(context, ...given);
    };
  try {
    await createProgram(run, terminal).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    terminal.status('');
    if (interruption.signal.aborted) {
      terminal.say('Stopped. Nothing is left half done: the same command goes on, or begins again.');
      return interruption.exitCode;
    }
    const failure = toFailure(error);
    if (args.includes('--json'))
      await terminal.out(jsonLine({ type: 'failed', failure: failureJson(failure) }));
    else terminal.say(failureText(failure));
    if (failure.code === 'UNEXPECTED' && failure.trace) terminal.say(failure.trace);
    return exitCodes.failed;
  }
}

/** The command line as it is: every command, none of them run. */
export function createProgram(run: Run, terminal: Pick<Terminal, 'say' | 'out'>): Command {
  const program = new Command('trax')
    .description(packageJson.description)
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(trax --help, or trax COMMAND --help, says what there is)')
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  for (const add of [
    addTranscribe,
    addBatch,
    addWatchFolder,
    addList,
    addSearch,
    addShow,
    addExport,
    addImport,
    addModels,
    addSettings,
    addServe,
    addWorker,
    addComputers,
    addDoctor,
    addBackups,
    addCheck,
    addPortability,
    addMoveData,
    addDatabase,
    addDowngrade,
  ]) {
    add(program, run);
  }
  return program;
}

async function openCore(
  { runsQueue, host = 'cli', reopen, helper }: CoreWish,
  terminal: Terminal,
  signal: AbortSignal,
) {
  // Loaded when it is needed: help and mistakes in the command line answer at once.
  const { createCore } = await import('../../core/core.ts');
  const { createCarryOverText } = await import('./carryOverText.ts');
  const databaseUrl = process.env.DATABASE_URL || undefined;
  return createCore(createNodeHost({ name: host, ...(reopen && { reopen }) }), {
    databaseUrl,
    runsQueue,
    signal,
    onCarryOver: createCarryOverText(terminal),
    ...(helper && { helper }),
  });
}

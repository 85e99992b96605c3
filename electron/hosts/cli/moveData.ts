import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { TraxError } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
import { createNodeHost } from '../node.ts';
import type { Run } from './command.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({ json: z.boolean().default(false), forget: z.boolean().default(false) });

export function addMoveData(program: Command, run: Run): void {
  program
    .command('move-data')
    .description('move everything that Trax keeps to an empty folder, such as one on another disk')
    .argument('[folder]', 'where to; without one, say where it is')
    .option('--forget', 'delete what former moves have left behind')
    .option('--json', 'as one JSON object')
    .action(
      run((context, folder: string | undefined, given: unknown) => {
        const { json, forget } = flagsSchema.parse(given);
        if (folder !== undefined && forget) return program.error('error: --forget takes no folder');
        if (forget) return forgetFormer(context, json);
        return folder === undefined ? say(context, json) : move(context, resolve(folder), json);
      }),
    );
}

/** Without a core: nothing may use the data while it is moved. */
async function move({ terminal, interruption }: Context, to: string, json: boolean): Promise<ExitCode> {
  if (process.env.DATABASE_URL) throw new TraxError('BACKUP_ELSEWHERE');
  const { copyAhead, finishMove } = await import('../../core/dataFolder/moveData.ts');
  const { folders, log } = createNodeHost({ name: 'cli' });
  const wish = { home: folders.home, source: await realpath(folders.data), to, log };
  const options = {
    signal: interruption.signal,
    report: (done: number, total: number) =>
      terminal.status(`Moving  ${formatBytes(done)} of ${formatBytes(total)}`),
  };
  const target = await copyAhead(wish, options);
  await finishMove(wish, target, options);
  terminal.status('');
  if (json) await terminal.out(jsonLine({ folder: target, former: wish.source }));
  else {
    terminal.say(`Everything is in ${target} now.`);
    terminal.say(`The former folder ${wish.source} is kept: trax move-data --forget deletes what was moved.`);
  }
  return exitCodes.done;
}

async function say({ terminal }: Context, json: boolean): Promise<ExitCode> {
  const { readPointer } = await import('../../core/dataFolder/pointer.ts');
  const { folders } = createNodeHost({ name: 'cli' });
  const former = readPointer(folders.home).former.map(({ path }) => path);
  if (json) await terminal.out(jsonLine({ folder: folders.data, former }));
  else {
    await terminal.out(`${folders.data}\n`);
    for (const path of former) terminal.say(`Kept from before a move: ${path}`);
  }
  return exitCodes.done;
}

async function forgetFormer({ terminal }: Context, json: boolean): Promise<ExitCode> {
  const { readPointer } = await import('../../core/dataFolder/pointer.ts');
  const { removeFormer } = await import('../../core/dataFolder/former.ts');
  const { home } = createNodeHost({ name: 'cli' }).folders;
  const removed = [];
  for (const { path } of readPointer(home).former) {
    await removeFormer(home, path);
    removed.push(path);
    if (!json) terminal.say(`What was moved is deleted from ${path}.`);
  }
  if (json) await terminal.out(jsonLine({ removed }));
  return exitCodes.done;
}

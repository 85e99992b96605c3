import type { Command } from 'commander';
import { z } from 'zod';
import type { Backup, SafetyJob } from '../../../shared/contract/backups.ts';
import { fromFailure, TraxError } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
import { createNodeHost } from '../node.ts';
import type { Run } from './command.ts';
import { type Client, type Context, withCore } from './context.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';
import { parseMoment } from './moment.ts';
import { pathArgument } from './pathArgument.ts';
import { table } from './table.ts';

const flagsSchema = z.object({
  to: z.string().optional(),
  from: z.string().optional(),
  at: z.string().optional(),
  json: z.boolean().default(false),
});

export function addBackups(program: Command, run: Run): void {
  program
    .command('backup')
    .description('copy the whole library while it is in use')
    .option('--to <folder>', 'where to, such as another disk (default: the data folder)', pathArgument)
    .option('--json', 'tell everything as JSON lines')
    .action(run((context, flags: unknown) => backUp(context, flagsSchema.parse(flags))));
  program
    .command('backups')
    .description('list the backups, the newest first, and from when on any minute can be restored')
    .option('--json', 'as one JSON object')
    .action(run((context, flags: unknown) => listBackups(context, flagsSchema.parse(flags).json)));
  program
    .command('restore')
    .description('bring the library back to a moment; the present one is kept beside it')
    .option('--at <time>', 'such as 14:05, "2026-11-23 14:05" or 2026-11-23T14:05:00Z (default: the newest)')
    .option('--from <folder>', 'a backup, or a folder of backups, to take instead', pathArgument)
    .option('--json', 'tell everything as JSON lines')
    .action(
      run((context, given: unknown) => {
        const flags = flagsSchema.parse(given);
        const at = flags.at === undefined ? undefined : parseMoment(flags.at, new Date());
        if (at === null) program.error(`error: --at: '${flags.at}' is no time`);
        if (at && at > new Date()) program.error(`error: --at: ${localTime(at)} has not come yet`);
        return restore(context, { ...flags, at: at ?? undefined });
      }),
    );
}

async function backUp(context: Context, flags: z.infer<typeof flagsSchema>): Promise<ExitCode> {
  const { terminal, interruption } = context;
  requireOwnServer();
  return withCore(context, { runsQueue: false }, async ({ client }) => {
    const { to } = flags;
    const events = await client.events.subscribe(undefined, { signal: interruption.signal });
    await client.backups.start({ to });
    try {
      for await (const event of events) {
        if (event.type !== 'safety') continue;
        // It may also have been the end of somebody else's.
        const job = event.job ?? (await client.backups.list()).job;
        if (job === null) break;
        await sayProgress(terminal, job, flags.json);
      }
    } catch (error) {
      if (!interruption.signal.aborted) throw error;
      terminal.status('');
      terminal.say('Stopped. The unfinished backup was removed.');
      return interruption.exitCode;
    }
    terminal.status('');
    return sayBackup(context, client, to, flags.json);
  });
}

async function sayProgress(
  terminal: Context['terminal'],
  { kind, stage, done, total }: SafetyJob,
  json: boolean,
): Promise<void> {
  if (json) return terminal.out(jsonLine({ type: 'progress', stage, done, total }));
  const far = total > 0 ? `  ${formatBytes(done)} of ${formatBytes(total)}` : '';
  terminal.status(`${kind === 'backup' ? 'Backing up' : 'Restoring'}, ${stage}${far}`);
}

async function sayBackup({ terminal }: Context, client: Client, to: string | undefined, json: boolean) {
  const { failure, backups, folder } = await client.backups.list();
  if (failure) throw fromFailure(failure);
  const [made] = backups;
  if (json) await terminal.out(jsonLine({ type: 'done', folder: to ?? folder }));
  else if (to) terminal.say(`The library is backed up in ${to}.`);
  else if (made) terminal.say(`The library is backed up: ${made.path} (${formatBytes(made.size)}).`);
  return exitCodes.done;
}

async function listBackups(context: Context, json: boolean): Promise<ExitCode> {
  const { terminal } = context;
  requireOwnServer();
  await withCore(context, { runsQueue: false }, async ({ client }) => {
    const view = await client.backups.list();
    if (json) return terminal.out(jsonLine(view));
    await terminal.out(table(['FINISHED', 'SIZE', 'WHY', 'WHERE'], view.backups.map(rowOf)));
    if (view.backups.length === 0) terminal.say('There is no backup yet: trax backup makes one.');
    if (view.anyMinuteSince) {
      terminal.say(`\nAny minute since ${localTime(view.anyMinuteSince)} can be restored.`);
    }
    for (const { path, size, replacedAt } of view.replaced) {
      terminal.say(`Put aside ${localTime(replacedAt)}: ${path} (${formatBytes(size)})`);
    }
  });
  return exitCodes.done;
}

/** Said at once: a server of the user's own need not even answer. */
function requireOwnServer(): void {
  if (process.env.DATABASE_URL) throw new TraxError('BACKUP_ELSEWHERE');
}

function rowOf({ finishedAt, size, reason, path }: Backup): string[] {
  const why = { schedule: 'schedule', wish: 'by hand', upgrade: 'upgrade' }[reason];
  return [localTime(finishedAt), formatBytes(size), why, path];
}

function localTime(moment: Date | string): string {
  return new Date(moment).toLocaleString('sv-SE');
}

/** Without a core: a library that cannot be opened has to be restored too. */
async function restore(
  { terminal, interruption }: Context,
  { at, from, json }: { at: Date | undefined; from?: string | undefined; json: boolean },
): Promise<ExitCode> {
  requireOwnServer();
  const { restoreLibrary } = await import('../../core/backups/restore.ts');
  const { backupsFolder } = await import('../../core/backups/backups.ts');
  const { folders, log } = createNodeHost({ name: 'cli' });
  const restored = await restoreLibrary({
    dataFolder: folders.data,
    folder: backupsFolder(folders.data),
    from,
    at,
    log,
    signal: interruption.signal,
    report(job) {
      void sayProgress(terminal, job, json);
    },
  });
  terminal.status('');
  const { finishedAt } = restored.backup.manifest;
  if (json) await terminal.out(jsonLine({ type: 'done', backup: finishedAt, kept: restored.kept }));
  else {
    terminal.say(`The library is restored${at ? ` to ${localTime(at)}` : ''}.`);
    terminal.say(`The former one is kept in ${restored.kept}: delete it when you do not need it.`);
  }
  return exitCodes.done;
}

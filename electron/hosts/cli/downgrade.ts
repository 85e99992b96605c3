import type { Command } from 'commander';
import { z } from 'zod';
import type { Losses } from '../../core/database/downgrade.ts';
import { createNodeHost } from '../node.ts';
import type { Run } from './command.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({
  to: z.string(),
  yes: z.boolean().default(false),
  json: z.boolean().default(false),
});

export function addDowngrade(program: Command, run: Run): void {
  program
    .command('downgrade')
    .description('bring the library back to the schema of an older Trax, after saying what that takes away')
    .requiredOption('--to <schema>', 'such as 031-afterwards; an unknown one lists them all')
    .option('--yes', 'do it; without, it is only said what would be taken away')
    .option('--json', 'what is taken away as one JSON object')
    .action(run((context, flags: unknown) => goBack(context, flagsSchema.parse(flags))));
}

/** Without a core: what it opens, it brings to the newest schema. */
async function goBack(
  { terminal, interruption }: Context,
  flags: z.infer<typeof flagsSchema>,
): Promise<ExitCode> {
  const { openDatabase } = await import('../../core/database/database.ts');
  const { downgrade, planDowngrade } = await import('../../core/database/downgrade.ts');
  const { backupsFolder } = await import('../../core/backups/backups.ts');
  const { takeBackup } = await import('../../core/backups/takeBackup.ts');
  const { folders, log } = createNodeHost({ name: 'cli' });
  const databaseUrl = process.env.DATABASE_URL || undefined;
  const { signal } = interruption;
  await using database = await openDatabase({ dataFolder: folders.data, databaseUrl, log, signal });
  const losses = await planDowngrade(database.orm, flags.to);
  await terminal.out(flags.json ? jsonLine(losses) : lossesText(losses));
  if (!flags.yes) {
    terminal.say('Nothing was changed. With --yes it is done, after a backup.');
    return exitCodes.done;
  }
  const { place, url } = database;
  if (place) await takeBackup({ url, place, folder: backupsFolder(folders.data), reason: 'upgrade', signal });
  await downgrade(database, flags.to);
  terminal.say(`The library has the schema ${flags.to} now. This Trax would bring it forward again.`);
  return exitCodes.done;
}

function lossesText({ tables, columns, rows }: Losses): string {
  const lines = [
    ...tables.map((one) => `table ${one.table} with ${one.rows} rows`),
    ...columns.map((one) => `column ${one.table}.${one.column}, filled in ${one.rows} rows`),
    ...rows.map((one) => `${one.rows} rows of ${one.table}`),
  ];
  return lines.length === 0
    ? 'This takes nothing away.\n'
    : `This takes away:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

import type { Command } from 'commander';
import { z } from 'zod';
import type { Recording } from '../../../shared/contract/library.ts';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { formatDuration } from './duration.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';
import { table } from './table.ts';

const flagsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  json: z.boolean().default(false),
});

export function addList(program: Command, run: Run): void {
  program
    .command('list')
    .description('list the recordings of the library, the newest first')
    .argument('[search]', 'only those with this in their title', '')
    .option('--limit <number>', 'how many at most, up to 500 (default: 100)')
    .option('--json', 'one JSON object a line')
    .action(
      run(async (context, search: string, given: unknown) => {
        const { limit, json } = parseFlags(program, given);
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const [{ recordings }, { total }] = await Promise.all([
            client.library.list({ search, limit }),
            client.library.count({ search }),
          ]);
          if (json) return context.terminal.out(recordings.map(jsonLine).join(''));
          await context.terminal.out(table(['ID', 'LENGTH', 'STATE', 'TITLE'], recordings.map(rowOf)));
          if (total > recordings.length) context.terminal.say(`${recordings.length} of ${total} are shown.`);
          if (total === 0) context.terminal.say('There is no recording yet: trax transcribe FILE adds one.');
        });
        return exitCodes.done;
      }),
    );
}

function parseFlags(program: Command, given: unknown) {
  const flags = flagsSchema.safeParse(given);
  return flags.success ? flags.data : program.error('error: --limit takes a number from 1 to 500');
}

function rowOf({ id, duration, item, title }: Recording): string[] {
  return [id.slice(0, 8), duration === null ? '' : formatDuration(duration), item?.state ?? '', title];
}

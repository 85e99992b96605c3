import type { Command } from 'commander';
import { z } from 'zod';
import { sentenceOf, TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { holdText } from './holdText.ts';
import { jsonLine } from './jsonLine.ts';
import { table } from './table.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });

/** `trax computers`: who works on the library. */
export function addComputers(program: Command, run: Run): void {
  const computers = program
    .command('computers')
    .description('who works on this library, and what each does')
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, flags: unknown) => {
        const { json } = flagsSchema.parse(flags);
        const { terminal } = context;
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const view = await client.computers.view();
          if (json) return terminal.out(jsonLine(view));
          const atWork = view.cores.map((core) => [
            core.computerId.slice(0, 8),
            core.name,
            core.version,
            core.hold ? holdText(core.hold) : `${core.running} of ${core.places}`,
            core.shareFailure ? sentenceOf(core.shareFailure) : String(core.sharePort ?? ''),
          ]);
          const away = view.away.map(({ id, name }) => [id.slice(0, 8), name, '', 'away', '']);
          await terminal.out(
            table(['ID', 'COMPUTER', 'VERSION', 'WORKS ON', 'FETCHED AT'], [...atWork, ...away]),
          );
        });
        return exitCodes.done;
      }),
    );
  computers
    .command('forget')
    .description('forget a computer that is gone; its recordings are looked for where their paths lead')
    .argument('<id>', 'its id, or its first characters')
    .action(
      run(async (context, given: string) => {
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const { cores, away } = await client.computers.view();
          const ids = new Set([...away.map(({ id }) => id), ...cores.map(({ computerId }) => computerId)]);
          const [id, another] = [...ids].filter((known) => known.startsWith(given.toLowerCase()));
          if (another)
            throw new TraxError('INVALID_INPUT', { reason: say('reason.severalBegin', { id: given }) });
          await client.computers.forget({ id: id ?? given });
          context.terminal.say('Forgotten.');
        });
        return exitCodes.done;
      }),
    );
}

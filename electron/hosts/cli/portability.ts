import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({ media: z.boolean().default(false), json: z.boolean().default(false) });

export function addPortability(program: Command, run: Run): void {
  program
    .command('export-library')
    .description('write the whole library as JSON lines, to take it to another computer or program')
    .argument('<folder>')
    .option('--media', 'with the recordings themselves')
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, folder: string, given: unknown) => {
        const { terminal, interruption } = context;
        const { media, json } = flagsSchema.parse(given);
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const wish = { folder: resolve(folder), media };
          const counts = await client.portability.exportLibrary(wish, { signal: interruption.signal });
          if (json) return terminal.out(jsonLine(counts));
          terminal.say(`${counts.rows} rows and ${counts.files} files were written to ${wish.folder}.`);
        });
        return exitCodes.done;
      }),
    );
  program
    .command('import-library')
    .description('take in a library that was exported; what is here already stays as it is')
    .argument('<folder>')
    .option('--json', 'as one JSON object')
    .action(
      run(async (context, folder: string, given: unknown) => {
        const { terminal, interruption } = context;
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const wish = { folder: resolve(folder) };
          const counts = await client.portability.importLibrary(wish, { signal: interruption.signal });
          if (flagsSchema.parse(given).json) return terminal.out(jsonLine(counts));
          terminal.say(`${counts.rows} rows and ${counts.files} files were taken in.`);
        });
        return exitCodes.done;
      }),
    );
}

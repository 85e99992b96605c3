import type { Command } from 'commander';
import { z } from 'zod';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { chooseFormat, destinationFor, parseOutput, shortPath } from './destination.ts';
import { exitCodes } from './exitCodes.ts';
import { addExportFlags, exportFlagsSchema, exportWish } from './exportFlags.ts';
import { findRecording, transcriptOf } from './findId.ts';
import { jsonLine } from './jsonLine.ts';
import { renderedContent } from './renderedContent.ts';

const flagsSchema = exportFlagsSchema.extend({
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
  json: z.boolean().default(false),
});

export function addExport(program: Command, run: Run): void {
  const command = program
    .command('export')
    .description('write the transcript of a recording to a file')
    .argument('<id>', 'the id of the recording, or the first characters of it');
  addExportFlags(command)
    .option('--out <path>', 'a file, a folder, or `-` for standard output (default: beside the recording)')
    .option('--force', 'replace a file that is there instead of taking a new name')
    .option('--json', 'say where it was written as JSON')
    .action(
      run(async ({ terminal, ...context }, id: string, given: unknown) => {
        const flags = flagsSchema.parse(given);
        const output = await parseOutput(flags.out, 1);
        const wish = await exportWish(flags);
        const format = chooseFormat(wish.format, output);
        const { options } = wish;
        await withCore({ terminal, ...context }, { runsQueue: false }, async ({ client }) => {
          const recording = await findRecording(client, id);
          const transcriptId = transcriptOf(recording);
          if (output.kind === 'stdout') {
            return terminal.out(
              renderedContent(await client.exports.render({ transcriptId, format, options })),
            );
          }
          const wished = { force: flags.force, written: new Set<string>() };
          const path = await destinationFor(recording.path, { format, options }, output, wished);
          const saved = await client.exports.save({ transcriptId, format, options, path });
          if (flags.json) return terminal.out(jsonLine(saved));
          terminal.say(`${recording.title} -> ${shortPath(saved.path)}`);
        });
        return exitCodes.done;
      }),
    );
}

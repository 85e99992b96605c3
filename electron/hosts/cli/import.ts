import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { shortPath } from './destination.ts';
import { exitCodes } from './exitCodes.ts';
import { findRecording } from './findId.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({
  recording: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .description('take in a transcript that was made elsewhere: SRT, WebVTT, plain text or Trax JSON')
    .argument('<file>', 'the transcript')
    .option('--recording <id>', 'what it is the text of; without, it becomes a recording without sound')
    .option('--json', 'say what became of it as JSON')
    .action(
      run(async (context, file: string, given: unknown) => {
        const { terminal } = context;
        const flags = flagsSchema.parse(given);
        const path = resolve(file);
        await withCore(context, { runsQueue: false }, async ({ client }) => {
          const recording =
            flags.recording === undefined ? null : await findRecording(client, flags.recording);
          const added = await client.imports.add({ path, recordingId: recording?.id ?? null });
          if (flags.json) return terminal.out(jsonLine(added));
          const name = shortPath(path);
          const id = added.recordingId.slice(0, 8);
          if (added.transcriptId === null)
            terminal.say(
              `${name} waits until ${recording?.title ?? id} has been heard; an open Trax goes on.`,
            );
          else terminal.say(`${name} -> ${recording?.title ?? id}: ${added.passages} passages.`);
        });
        return exitCodes.done;
      }),
    );
}

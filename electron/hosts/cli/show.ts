import type { Command } from 'commander';
import { z } from 'zod';
import type { Recording } from '../../../shared/contract/library.ts';
import type { Transcript } from '../../../shared/contract/transcripts.ts';
import type { Run } from './command.ts';
import { withCore } from './context.ts';
import { formatDuration } from './duration.ts';
import { exitCodes } from './exitCodes.ts';
import { findRecording, transcriptOf } from './findId.ts';
import { jsonLine } from './jsonLine.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });

export function addShow(program: Command, run: Run): void {
  program
    .command('show')
    .description('show a recording and its transcript')
    .argument('<id>', 'its id, or the first characters of it')
    .option('--json', 'as one JSON object')
    .action(
      run(async ({ terminal, ...context }, id: string, flags: unknown) => {
        const { json } = flagsSchema.parse(flags);
        await withCore({ terminal, ...context }, { runsQueue: false }, async ({ client }) => {
          const recording = await findRecording(client, id);
          const transcriptId = transcriptOf(recording);
          const transcript = await client.transcripts.get({ id: transcriptId });
          const { content } = await client.exports.render({
            transcriptId,
            format: json ? 'json' : 'txt',
            options: { timestamps: true },
          });
          if (json) return terminal.out(jsonLine({ recording, transcript, document: JSON.parse(content) }));
          await terminal.out(`${describeTranscript(recording, transcript)}\n\n${content}`);
        });
        return exitCodes.done;
      }),
    );
}

/** What is known of a transcript, a fact a line. */
function describeTranscript(recording: Recording, transcript: Transcript): string {
  const { duration, path, title, id } = recording;
  const { engine, model, importedFrom, language, accuracyEstimate, warnings, isComplete, transcribedUntil } =
    transcript;
  return [
    title,
    `  id        ${id}`,
    `  file      ${path}`,
    ...(duration === null ? [] : [`  length    ${formatDuration(duration)}`]),
    ...(engine === null ? [] : [`  made by   ${engine}${model ? `, ${model}` : ''}`]),
    ...(importedFrom === null ? [] : [`  made by   imported from ${importedFrom}`]),
    ...(language === null ? [] : [`  language  ${language}`]),
    ...(isComplete ? [] : [`  so far    ${formatDuration(transcribedUntil)}`]),
    ...(accuracyEstimate === null ? [] : [`  accuracy  about ${Math.round(accuracyEstimate * 100)} %`]),
    ...(warnings.length === 0 ? [] : [`  warnings  ${warningText(warnings)}`]),
  ].join('\n');
}

function warningText(warnings: Transcript['warnings']): string {
  return [...new Set(warnings.map(({ kind }) => kind.replaceAll('-', ' ')))].join(', ');
}

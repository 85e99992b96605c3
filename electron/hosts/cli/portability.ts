import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { archiveEnding, type PortabilityCounts } from '../../../shared/contract/portability.ts';
import { formatBytes } from '../../../shared/formats/bytes.ts';
import { exportFileName } from '../../../shared/formats/fileName.ts';
import { withCarryProgress } from './carryProgress.ts';
import type { Run } from './command.ts';
import { type Client, type Context, withCore } from './context.ts';
import { exitCodes } from './exitCodes.ts';
import { findRecording } from './findId.ts';
import { jsonLine } from './jsonLine.ts';
import { pathArgument } from './pathArgument.ts';

const flagsSchema = z.object({
  media: z.boolean().default(false),
  json: z.boolean().default(false),
  out: z.string().min(1).optional(),
});

export function addPortability(program: Command, run: Run): void {
  program
    .command('export-library')
    .description('write the whole library as JSON lines, to take it to another computer or program')
    .argument('<folder>', 'the folder of the export', pathArgument)
    .option('--media', 'with the recordings themselves')
    .option('--json', 'as one JSON object')
    .action(
      run((context, folder: string, given: unknown) => {
        const { media, json } = flagsSchema.parse(given);
        const wish = { folder, media };
        return carry(context, json, (client, options) => client.portability.exportLibrary(wish, options), {
          say: ({ rows, files }) => `${rows} rows and ${files} files were written to ${wish.folder}.`,
        });
      }),
    );
  program
    .command('import-library')
    .description('take in a library that was exported; what is here already stays as it is')
    .argument('<folder>', 'the folder of the export', pathArgument)
    .option('--json', 'as one JSON object')
    .action(
      run((context, folder: string, given: unknown) => {
        const wish = { folder };
        const { json } = flagsSchema.parse(given);
        return carry(context, json, (client, options) => client.portability.importLibrary(wish, options), {
          say: ({ rows, files }) => `${rows} rows and ${files} files were taken in.`,
        });
      }),
    );
  program
    .command('export-recording')
    .description('write recordings with their transcripts, versions and speakers into one file')
    .argument('<id...>', 'the ids of the recordings, or the first characters of them')
    .option(
      '--out <file>',
      `the file to write (default: the title, with the ending .${archiveEnding})`,
      pathArgument,
    )
    .option('--media', 'with the recordings themselves')
    .option('--json', 'as one JSON object')
    .action(
      run((context, ids: string[], given: unknown) => {
        const { media, json, out } = flagsSchema.parse(given);
        return carry(context, json, (client, options) => copy(client, ids, { media, out }, options), {
          say: ({ path, size }) => `The copy was written to ${path} (${formatBytes(size)}).`,
        });
      }),
    );
  program
    .command('import-recording')
    .description(
      'open such a file: its recordings come into the library; one that is here already stays as it is',
    )
    .argument('<file>', 'a file that export-recording has written', pathArgument)
    .option('--json', 'as one JSON object')
    .action(
      run((context, file: string, given: unknown) => {
        const wish = { path: file };
        const { json } = flagsSchema.parse(given);
        return carry(context, json, (client, options) => client.portability.importRecordings(wish, options), {
          say: ({ recordingIds, newIds }) => sayOpened(recordingIds.length, newIds.length),
        });
      }),
    );
}

type Options = { readonly signal: AbortSignal };

async function copy(
  client: Client,
  ids: readonly string[],
  { media, out }: { media: boolean; out: string | undefined },
  options: Options,
) {
  const recordings = [];
  for (const id of ids) recordings.push(await findRecording(client, id));
  const title = recordings.length === 1 ? (recordings[0]?.title ?? '') : `${recordings.length} recordings`;
  const path = resolve(out ?? exportFileName(title, archiveEnding));
  const wish = { ids: recordings.map(({ id }) => id), path, media };
  return { ...(await client.portability.exportRecordings(wish, options)), path };
}

async function carry<Counts extends PortabilityCounts>(
  context: Context,
  json: boolean,
  run: (client: Client, options: Options) => Promise<Counts>,
  { say }: { say: (counts: Counts) => string },
) {
  const { terminal, interruption } = context;
  await withCore(context, { runsQueue: false }, async ({ client }) => {
    const { signal } = interruption;
    const counts = await withCarryProgress(context, client, () => run(client, { signal }));
    if (json) return terminal.out(jsonLine(counts));
    terminal.say(say(counts));
  });
  return exitCodes.done;
}

function sayOpened(all: number, fresh: number): string {
  if (fresh === 0) return 'Nothing was taken in: everything in it is here already.';
  const rest = all > fresh ? `, ${all - fresh} ${all - fresh === 1 ? 'was' : 'were'} here already` : '';
  return `${fresh} ${fresh === 1 ? 'recording is' : 'recordings are'} in the library now${rest}.`;
}

import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { ExportFormat, ExportOptions } from '../../../shared/contract/exports.ts';
import type { Recording } from '../../../shared/contract/library.ts';
import {
  engineNameSchema,
  engineNames,
  hintsSchema,
  type TranscribeOptions,
} from '../../../shared/contract/options.ts';
import type { Item } from '../../../shared/contract/queue.ts';
import { TraxError, toFailure } from '../../../shared/errors.ts';
import { parseHints } from '../../../shared/hints.ts';
import { say } from '../../../shared/sentences.ts';
import { makeFolder } from '../../core/files.ts';
import { findRecordings } from '../../core/library/findRecordings.ts';
import type { Run } from './command.ts';
import { type Client, type Context, withCore } from './context.ts';
import { chooseFormat, destinationFor, type Output, parseOutput } from './destination.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { addExportFlags, exportFlagsSchema, exportWish } from './exportFlags.ts';
import { follow } from './follow.ts';
import { modelArgument } from './modelArgument.ts';
import { renderedContent } from './renderedContent.ts';
import { jsonReporter, peopleReporter, type Reporter } from './reporter.ts';

/** Somebody waits at a terminal: before what the window was given. */
const terminalPriority = 10;

const flagsSchema = exportFlagsSchema.extend({
  engine: engineNameSchema.optional(),
  model: z.string().min(1).optional(),
  language: z.string().optional(),
  translate: z.boolean().optional(),
  hints: hintsSchema.optional(),
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof flagsSchema>;

export function addTranscribe(program: Command, run: Run): void {
  const command = program
    .command('transcribe')
    .description('write down what is said in recordings, or in every recording of a folder')
    .argument('<file...>', 'recordings or folders')
    .addOption(new Option('--engine <engine>', 'who does it (default: as set)').choices(engineNames))
    .option(
      '--model <name or path>',
      'a model of `trax models list`, a model file, or the name an endpoint knows',
    )
    .addOption(
      new Option('--language <code>', '`auto`, or an ISO 639-1 code such as `de`').argParser(
        parseLanguage(program),
      ),
    )
    .option('--translate', 'translate to English')
    .option('--hints <words>', 'names and terms that are likely to be said, with commas between', parseHints);
  addExportFlags(command)
    .option('--out <path>', 'a file, a folder, or `-` for standard output (default: beside each recording)')
    .option('--force', 'replace files that are there instead of taking a new name')
    .option('--json', 'tell everything as JSON lines on standard output')
    .action(
      run((context, files: string[], flags: unknown) =>
        transcribe(context, program, files, flagsSchema.parse(flags)),
      ),
    );
}

function parseLanguage(program: Command) {
  return (code: string): string => {
    if (/^(?:auto|[a-z]{2,3})$/.test(code)) return code;
    return program.error(`error: '${code}' is no language: give \`auto\` or a code such as \`de\``);
  };
}

async function transcribe(
  context: Context,
  program: Command,
  paths: string[],
  flags: Flags,
): Promise<ExitCode> {
  const { terminal, interruption } = context;
  const { files, refused } = await findRecordings(paths.map((path) => resolve(path)));
  const output = await parseOutput(flags.out, files.length);
  const wish = await exportWish(flags);
  const format = chooseFormat(wish.format, output);
  if (output.kind === 'stdout' && files.length > 1 && !flags.json && !canFollow(format)) {
    program.error(
      'error: several recordings cannot go to one output in this format: leave --out away or name a folder',
    );
  }
  const reporter = flags.json ? jsonReporter(terminal) : peopleReporter(terminal);
  for (const { path, failure } of refused) await reporter.failed(path, failure);
  const counts = { done: 0, failed: refused.length };
  if (files.length > 0) {
    if (output.kind === 'folder') await makeFolder(output.path);
    const model = flags.model === undefined ? undefined : modelArgument(flags.model);
    const unfinished = await withCore(context, { runsQueue: true }, async ({ client }) => {
      const write = createWriter(client, { ...wish, format, output, force: flags.force });
      let batchId: string | null = null;
      const begin = async () => {
        const options = optionsOf(flags, model);
        const added = await client.library.add({
          paths: files.map(({ path }) => path),
          options,
          priority: terminalPriority,
          // This command writes what is wanted itself.
          afterwards: {},
        });
        for (const { path, failure } of added.refused) await reporter.failed(path, failure);
        counts.failed += added.refused.length;
        batchId = added.batchId;
        reporter.begun(added.recordings);
        return added.recordings;
      };
      const onEnd = async (recording: Recording, item: Item) => {
        if (await end(recording, item, write, reporter)) counts.done += 1;
        else counts.failed += 1;
      };
      const left = await follow(client, begin, { onProgress: reporter.progress, onEnd }, interruption.signal);
      await pause(client, left, batchId);
      return left;
    });
    if (interruption.signal.aborted) {
      await reporter.stopped(unfinished);
      return interruption.exitCode;
    }
  }
  await reporter.finished(counts);
  return counts.failed > 0 ? exitCodes.failed : exitCodes.done;
}

/** Only what was given: the rest comes from the settings. */
function optionsOf(flags: Flags, model: string | undefined): Partial<TranscribeOptions> {
  return {
    ...(flags.engine && { engine: flags.engine }),
    ...(model !== undefined && { model }),
    ...(flags.language && { language: flags.language }),
    ...(flags.translate && { translate: true }),
    ...(flags.hints && { hints: flags.hints }),
  };
}

type Writer = (recording: Recording) => Promise<{ path: string } | { content: string | Uint8Array }>;

/** Whether one document may follow another in one output and be read after it. */
function canFollow(format: ExportFormat): boolean {
  return format === 'json' || format === 'txt' || format === 'md';
}

/** Writes finished transcripts where they are wanted. */
function createWriter(
  client: Client,
  wish: { format: ExportFormat; options: Partial<ExportOptions>; output: Output; force: boolean },
): Writer {
  const { format, options, output, force } = wish;
  const written = new Set<string>();
  return async ({ path: source, transcriptId }) => {
    if (!transcriptId) throw new TraxError('NOT_FOUND', { what: say('thing.transcriptOf'), id: source });
    if (output.kind === 'stdout') {
      const content = renderedContent(await client.exports.render({ transcriptId, format, options }));
      return { content: format === 'json' ? onOneLine(String(content)) : content };
    }
    const path = await destinationFor(source, { format, options }, output, { force, written });
    written.add(path);
    return client.exports.save({ transcriptId, format, options, path });
  };
}

/** So that the transcripts of several recordings are lines that a program can read one by one. */
function onOneLine(json: string): string {
  return `${JSON.stringify(JSON.parse(json))}\n`;
}

/** Writes the result of a recording or tells why there is none; says whether it worked. */
async function end(recording: Recording, item: Item, write: Writer, reporter: Reporter): Promise<boolean> {
  try {
    if (item.state !== 'done') {
      await reporter.failed(recording.path, item.failure ?? { code: 'CANCELLED', details: {} });
      return false;
    }
    await reporter.done(recording, await write(recording));
    return true;
  } catch (error) {
    await reporter.failed(recording.path, toFailure(error));
    return false;
  }
}

/** Lets go of what has not ended, so that no other Trax goes on with it unasked. */
async function pause(
  client: Client,
  unfinished: readonly Recording[],
  batchId: string | null,
): Promise<void> {
  const items = unfinished.flatMap(({ item }) => (item ? [item.id] : []));
  if (items.length === 0) return;
  if (batchId !== null) await client.queue.pause({ batches: [batchId] });
  await client.queue.pause({ items });
}

import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { afterwardsSchema } from '../../../../shared/contract/afterwards.ts';
import type { Run } from '../command.ts';
import { type Context, withCore } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { failureJson, failureText } from '../failureText.ts';
import { jsonLine } from '../jsonLine.ts';
import { modelArgument } from '../modelArgument.ts';

const exportFormats = afterwardsSchema.shape.formats.unwrap().element.options;

const flagsSchema = z.object({
  name: z.string().min(1).optional(),
  priority: z.number().optional(),
  workers: z.number().optional(),
  model: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  export: afterwardsSchema.shape.formats,
  out: z.string().min(1).optional(),
  pattern: afterwardsSchema.shape.pattern,
  webhook: z.string().optional(),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof flagsSchema>;

export function addBatchAdd(batch: Command, run: Run): void {
  batch
    .command('add')
    .description('put recordings in the queue; an open Trax, or `trax batch watch`, works on them')
    .argument('<file...>', 'recordings, folders, or patterns such as "talks/**/*.mp3"')
    .option('--name <name>', 'what the batch is called')
    .option(
      '--priority <number>',
      'from -100 to 100; higher goes first (default: 0)',
      numberBetween(-100, 100),
    )
    .option('--workers <number>', 'the most recordings at the same time, from 1 to 64', numberBetween(1, 64))
    .option('--model <name or path>', 'the model (default: as set)')
    .option('--language <code>', '`auto`, or an ISO 639-1 code (default: as set)')
    .option(
      '--export <formats>',
      `write each transcript when it is done: ${exportFormats.join(', ')}`,
      parseFormats,
    )
    .option('--out <folder>', 'where to write them (default: beside each recording)')
    .option('--pattern <name>', 'their names, from {title}, {language}, {date} and {ext}', parsePattern)
    .option('--webhook <address>', 'send a summary there when the batch has ended', parseAddress)
    .option('--json', 'as one JSON object')
    .action(run((context, paths: string[], flags: unknown) => add(context, paths, flagsSchema.parse(flags))));
}

async function add(context: Context, given: string[], flags: Flags) {
  const { terminal } = context;
  const paths = (await Promise.all(given.map(expand))).flat();
  const model = flags.model === undefined ? undefined : modelArgument(flags.model);
  const added = await withCore(context, { runsQueue: false }, ({ client }) =>
    client.library.add({
      paths,
      ...(flags.name && { batchName: flags.name }),
      ...(flags.priority !== undefined && { priority: flags.priority }),
      ...(flags.workers !== undefined && { workers: flags.workers }),
      options: {
        ...(model !== undefined && { model }),
        ...(flags.language && { language: flags.language }),
      },
      afterwards: {
        formats: flags.export,
        folder: flags.out === undefined ? null : resolve(flags.out),
        pattern: flags.pattern,
        webhook: flags.webhook ?? null,
      },
    }),
  );
  const { batchId, recordings, refused } = added;
  if (flags.json) {
    const failed = refused.map(({ path, failure }) => ({ path, failure: failureJson(failure) }));
    await terminal.out(jsonLine({ type: 'added', batchId, recordings: recordings.length, refused: failed }));
  } else {
    for (const { path, failure } of refused) terminal.say(failureText(failure, path));
    if (batchId)
      terminal.say(`${recordings.length} added. trax batch watch ${batchId.slice(0, 8)} works on them.`);
    else if (recordings.length > 0) terminal.say('These are in the queue already; they go on.');
  }
  return refused.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** The paths that a pattern stands for; a path, or a pattern that stands for nothing, as it is. */
async function expand(given: string): Promise<string[]> {
  const path = resolve(given);
  if (!/[*?[{]/.test(given)) return [path];
  const found: string[] = [];
  for await (const match of glob(given)) found.push(resolve(match));
  return found.length > 0 ? found.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })) : [path];
}

function numberBetween(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}

function parseFormats(text: string) {
  const parsed = afterwardsSchema.shape.formats
    .unwrap()
    .min(1)
    .safeParse(text.split(',').map((name) => name.trim()));
  if (parsed.success) return [...new Set(parsed.data)];
  throw new InvalidArgumentError(`It takes formats with commas between them: ${exportFormats.join(', ')}.`);
}

function parsePattern(text: string): string {
  const parsed = afterwardsSchema.shape.pattern.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('It takes a file name that ends with .{ext}, e.g. "{date} {title}.{ext}".');
}

function parseAddress(text: string): string {
  const parsed = afterwardsSchema.shape.webhook.safeParse(text);
  if (parsed.success && parsed.data) return parsed.data;
  throw new InvalidArgumentError('It takes an address that begins with http:// or https://.');
}

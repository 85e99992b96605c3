import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Comparison } from '../../../../shared/contract/ingest.ts';
import { TraxError } from '../../../../shared/errors.ts';
import type { Run } from '../command.ts';
import { type Client, type Context, withCore } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { failureJson, failureText } from '../failureText.ts';
import { jsonLine } from '../jsonLine.ts';
import { modelArgument } from '../modelArgument.ts';
import { numberBetween } from '../numberBetween.ts';
import { addAfterwardsOptions, afterwardsFlagsSchema, afterwardsOf } from './afterwardsFlags.ts';

const flagsSchema = afterwardsFlagsSchema.extend({
  name: z.string().min(1).optional(),
  priority: z.number().optional(),
  workers: z.number().optional(),
  memory: z.number().optional(),
  cpu: z.number().optional(),
  model: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  again: z.boolean().default(false),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof flagsSchema>;

export function addBatchAdd(batch: Command, run: Run): void {
  const add = batch
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
    .option('--memory <megabytes>', 'the most memory for them on a computer', numberBetween(1, 4_000_000))
    .option('--cpu <percent>', 'the most of a processor for them, from 1 to 100', numberBetween(1, 100))
    .option('--model <name or path>', 'the model (default: as set)')
    .option('--language <code>', '`auto`, or an ISO 639-1 code (default: as set)')
    .option('--again', 'take recordings, too, whose content is in the library already under any name');
  addAfterwardsOptions(add)
    .option('--json', 'as one JSON object')
    .action(
      run((context, paths: string[], flags: unknown) => addFiles(context, paths, flagsSchema.parse(flags))),
    );
}

async function addFiles(context: Context, given: string[], flags: Flags) {
  const { terminal } = context;
  const paths = (await Promise.all(given.map(expand))).flat();
  const model = flags.model === undefined ? undefined : modelArgument(flags.model);
  const { added, repeats, refused } = await withCore(context, { runsQueue: false }, async ({ client }) => {
    const { fresh, ...compared } = flags.again
      ? { fresh: paths, repeats: [], refused: [] }
      : await compare(client, context, paths);
    const added =
      fresh.length === 0
        ? null
        : await client.library.add({
            paths: fresh,
            ...(flags.name && { batchName: flags.name }),
            ...(flags.priority !== undefined && { priority: flags.priority }),
            ...(flags.workers !== undefined && { workers: flags.workers }),
            ...(flags.memory !== undefined && { memoryLimitMb: flags.memory }),
            ...(flags.cpu !== undefined && { cpuLimitPercent: flags.cpu }),
            options: {
              ...(model !== undefined && { model }),
              ...(flags.language && { language: flags.language }),
            },
            ...afterwardsOf(flags),
          });
    return { added, ...compared, refused: [...compared.refused, ...(added?.refused ?? [])] };
  });
  const batchId = added?.batchId ?? null;
  const count = added?.recordings.length ?? 0;
  if (flags.json) {
    const failed = refused.map(({ path, failure }) => ({ path, failure: failureJson(failure) }));
    await terminal.out(jsonLine({ type: 'added', batchId, recordings: count, repeats, refused: failed }));
  } else {
    for (const { path, failure } of refused) terminal.say(failureText(failure, path));
    for (const { path, title } of repeats) terminal.say(`${path}: here already as “${title}”.`);
    if (repeats.length > 0) terminal.say(`${repeats.length} left out; --again takes them.`);
    if (batchId) terminal.say(`${count} added. trax batch watch ${batchId.slice(0, 8)} works on them.`);
    else if (count > 0) terminal.say('These are in the queue already; they go on.');
  }
  return refused.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** Says of the files what is new; Ctrl+C ends the reading. */
async function compare(client: Client, context: Context, paths: string[]): Promise<Comparison> {
  const { terminal, interruption } = context;
  const { signal } = interruption;
  for await (const event of await client.ingest.compare({ paths }, { signal })) {
    if (event.type === 'compared') {
      terminal.status('');
      return event;
    }
    terminal.status(`Comparing with what is here already: ${Math.floor(event.share * 100)} %`);
  }
  throw new TraxError('CANCELLED');
}

/** The paths that a pattern stands for; a path, or a pattern that stands for nothing, as it is. */
async function expand(given: string): Promise<string[]> {
  const path = resolve(given);
  if (!/[*?[{]/.test(given)) return [path];
  const found: string[] = [];
  for await (const match of glob(given)) found.push(resolve(match));
  return found.length > 0 ? found.sort((a, b) => a.localeCompare(b, undefined, { numeric: true })) : [path];
}

import type { Command } from 'commander';
import { z } from 'zod';
import type { TranscribeOptions } from '../../../../shared/contract/options.ts';
import type { BatchLimits, QueueTarget } from '../../../../shared/contract/queue.ts';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import type { Run } from '../command.ts';
import { type Client, type Context, withCore } from '../context.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { jsonLine } from '../jsonLine.ts';
import { modelArgument } from '../modelArgument.ts';
import { numberBetween } from '../numberBetween.ts';
import { findQueued, findTargets } from './findTargets.ts';

const flagsSchema = z.object({
  all: z.boolean().default(false),
  json: z.boolean().default(false),
  failed: z.boolean().default(false),
  before: z.string().optional(),
  after: z.string().optional(),
  model: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  workers: z.number().optional(),
  memory: z.number().optional(),
  cpu: z.number().optional(),
});
type Flags = z.infer<typeof flagsSchema>;

/** Asks for something to be done; gives to how many recordings it was. */
type Ask = (client: Client, target: QueueTarget, flags: Flags) => Promise<{ changed: number }>;

/** What can be done to batches and to recordings in them: what each is, what was done, and how it is asked. */
const verbs: Readonly<Record<string, { what: string; did: string; ask: Ask }>> = {
  pause: {
    what: 'stop working on a batch; what runs stops at once and keeps what it has',
    did: 'paused',
    ask: (client, target) => client.queue.pause(target),
  },
  resume: {
    what: 'let a paused batch go on',
    did: 'resumed',
    ask: (client, target) => client.queue.resume(target),
  },
  cancel: {
    what: 'end a batch; what is transcribed is kept',
    did: 'cancelled',
    ask: (client, target) => client.queue.cancel(target),
  },
  retry: {
    what: 'try everything again that failed or was cancelled',
    did: 'put back',
    ask: (client, target, { failed }) => client.queue.retry({ target, failedOnly: failed }),
  },
  first: {
    what: 'put a batch before everything else that waits',
    did: 'moved',
    ask: (client, target) => client.queue.move({ target, to: 'first' }),
  },
  last: {
    what: 'put a batch behind everything else that waits',
    did: 'moved',
    ask: (client, target) => client.queue.move({ target, to: 'last' }),
  },
  move: {
    what: 'put a batch or a recording before or behind another recording that waits',
    did: 'moved',
    ask: async (client, target, { before, after }) => {
      const beside = await findQueued(client, before ?? after ?? '');
      return client.queue.move({ target, to: before ? { before: beside } : { after: beside } });
    },
  },
  set: {
    what: 'change how what has not begun is transcribed, and what batches may take',
    did: 'changed',
    ask: change,
  },
  remove: {
    what: 'take a batch out of the queue; recordings and finished transcripts stay',
    did: 'removed',
    ask: (client, target) => client.queue.remove(target),
  },
};

export function addBatchSteering(batch: Command, run: Run): void {
  for (const [name, { what, did, ask }] of Object.entries(verbs)) {
    const command = withTarget(batch.command(name).description(what));
    if (name === 'retry') command.option('--failed', 'leave what was cancelled as it is');
    if (name === 'move')
      command
        .option('--before <id>', 'the recording to stand before')
        .option('--after <id>', 'the recording to stand behind');
    if (name === 'set')
      command
        .option('--model <name or path>', 'the model')
        .option('--language <code>', '`auto`, or an ISO 639-1 code')
        .option('--workers <number>', 'the most recordings at the same time', numberBetween(1, 64))
        .option('--memory <megabytes>', 'the most memory on a computer', numberBetween(1, 4_000_000))
        .option('--cpu <percent>', 'the most of a processor', numberBetween(1, 100));
    command.action(
      run(async (context, ids: string[], given: unknown) => {
        const flags = flagsSchema.parse(given);
        if (name === 'move' && !flags.before === !flags.after) batch.error('error: give --before or --after');
        if (name === 'set' && Object.keys({ ...optionsOf(flags), ...limitsOf(flags) }).length === 0)
          batch.error('error: say what to change: --model, --language, --workers, --memory or --cpu');
        return steer(context, batch, { ids, flags, did, ask });
      }),
    );
  }
  withTarget(
    batch
      .command('priority')
      .description('let batches go before others: from -100 to 100, higher goes first')
      .argument('<number>', 'the priority (what is added has 0)', numberBetween(-100, 100)),
  ).action(
    run(async (context, priority: number, ids: string[], given: unknown) => {
      const ask: Ask = (client, target) => client.queue.prioritise({ target, priority });
      return steer(context, batch, { ids, flags: flagsSchema.parse(given), did: 'reprioritised', ask });
    }),
  );
}

function withTarget(command: Command): Command {
  return command
    .argument(
      '[id...]',
      'ids of batches or of recordings in them (`trax batch show`), or their first characters',
    )
    .option('--all', 'every batch')
    .option('--json', 'as one JSON object');
}

function optionsOf({ model, language }: Flags): Partial<TranscribeOptions> {
  return { ...(model && { model: modelArgument(model) }), ...(language && { language }) };
}

function limitsOf({ workers, memory, cpu }: Flags): Partial<BatchLimits> {
  return {
    ...(workers !== undefined && { workers }),
    ...(memory !== undefined && { memoryLimitMb: memory }),
    ...(cpu !== undefined && { cpuLimitPercent: cpu }),
  };
}

async function change(client: Client, target: QueueTarget, flags: Flags): Promise<{ changed: number }> {
  const [options, limits] = [optionsOf(flags), limitsOf(flags)];
  const asked = Object.keys(options).length > 0 ? await client.queue.setOptions({ target, options }) : null;
  if (Object.keys(limits).length === 0) return asked ?? { changed: 0 };
  if ('items' in target) throw new TraxError('INVALID_INPUT', { reason: say('reason.batchLimits') });
  const every = async () => (await client.queue.batches({ limit: 200 })).map(({ id }) => id);
  const batches = 'batches' in target ? target.batches : await every();
  const limited = await client.queue.setLimits({ batches, limits });
  return asked ?? limited;
}

/** Has something done to what is named, and says to how many recordings it was. */
async function steer(
  context: Context,
  batch: Command,
  { ids, flags, did, ask }: { ids: string[]; flags: Flags; did: string; ask: Ask },
): Promise<ExitCode> {
  if (flags.all === ids.length > 0) batch.error('error: name batches or recordings, or give --all');
  let changed = 0;
  await withCore(context, { runsQueue: false }, async ({ client }) => {
    const targets: QueueTarget[] = flags.all ? [{ everything: true }] : await findTargets(client, ids);
    for (const target of targets) changed += (await ask(client, target, flags)).changed;
  });
  if (flags.json) await context.terminal.out(jsonLine({ type: did, changed }));
  else context.terminal.say(`${changed} ${changed === 1 ? 'recording' : 'recordings'} ${did}.`);
  return exitCodes.done;
}

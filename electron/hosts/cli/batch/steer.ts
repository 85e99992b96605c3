import type { Command } from 'commander';
import { z } from 'zod';
import type { QueueTarget } from '../../../../shared/contract/queue.ts';
import type { Run } from '../command.ts';
import { type Client, type Context, withCore } from '../context.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { jsonLine } from '../jsonLine.ts';
import { numberBetween } from '../numberBetween.ts';
import { findBatch } from './findBatch.ts';

const flagsSchema = z.object({ all: z.boolean().default(false), json: z.boolean().default(false) });

/** What can be done to batches: what each is, what was done, and how it is asked. */
const verbs = {
  pause: {
    what: 'stop working on a batch; what runs stops at once and keeps what it has',
    did: 'paused',
    ask: (client: Client, target: QueueTarget) => client.queue.pause(target),
  },
  resume: {
    what: 'let a paused batch go on',
    did: 'resumed',
    ask: (client: Client, target: QueueTarget) => client.queue.resume(target),
  },
  cancel: {
    what: 'end a batch; what is transcribed is kept',
    did: 'cancelled',
    ask: (client: Client, target: QueueTarget) => client.queue.cancel(target),
  },
  retry: {
    what: 'try everything again that failed or was cancelled',
    did: 'put back',
    ask: (client: Client, target: QueueTarget) => client.queue.retry({ target }),
  },
  first: {
    what: 'put a batch before everything else that waits',
    did: 'moved',
    ask: (client: Client, target: QueueTarget) => client.queue.move({ target, to: 'first' }),
  },
  last: {
    what: 'put a batch behind everything else that waits',
    did: 'moved',
    ask: (client: Client, target: QueueTarget) => client.queue.move({ target, to: 'last' }),
  },
  remove: {
    what: 'take a batch out of the queue; recordings and finished transcripts stay',
    did: 'removed',
    ask: (client: Client, target: QueueTarget) => client.queue.remove(target),
  },
} as const;

export function addBatchSteering(batch: Command, run: Run): void {
  for (const [name, { what, did, ask }] of Object.entries(verbs)) {
    withTarget(batch.command(name).description(what)).action(
      run(async (context, ids: string[], flags: unknown) => steer(context, batch, { ids, flags, did, ask })),
    );
  }
  withTarget(
    batch
      .command('priority')
      .description('let batches go before others: from -100 to 100, higher goes first')
      .argument('<number>', 'the priority (what is added has 0)', numberBetween(-100, 100)),
  ).action(
    run(async (context, priority: number, ids: string[], flags: unknown) => {
      const ask: Ask = (client, target) => client.queue.prioritise({ target, priority });
      return steer(context, batch, { ids, flags, did: 'reprioritised', ask });
    }),
  );
}

function withTarget(command: Command): Command {
  return command
    .argument('[id...]', 'ids of batches, or their first characters')
    .option('--all', 'every batch')
    .option('--json', 'as one JSON object');
}

type Ask = (client: Client, target: QueueTarget) => Promise<{ changed: number }>;

/** Asks for something to be done to batches, and says to how many recordings it was. */
async function steer(
  context: Context,
  batch: Command,
  wish: { ids: string[]; flags: unknown; did: string; ask: Ask },
): Promise<ExitCode> {
  const { ids, did, ask } = wish;
  const { all, json } = flagsSchema.parse(wish.flags);
  if (all === ids.length > 0) batch.error('error: name batches, or give --all');
  const { changed } = await withCore(context, { runsQueue: false }, async ({ client }) => {
    const batches = await Promise.all(ids.map((id) => findBatch(client, id)));
    return ask(client, all ? { everything: true } : { batches: batches.map(({ id }) => id) });
  });
  if (json) await context.terminal.out(jsonLine({ type: did, changed }));
  else context.terminal.say(`${changed} ${changed === 1 ? 'recording' : 'recordings'} ${did}.`);
  return exitCodes.done;
}

import type { Command } from 'commander';
import { z } from 'zod';
import type { Batch } from '../../../../shared/contract/queue.ts';
import type { Run } from '../command.ts';
import { type Client, type Context, untilAborted, withCore } from '../context.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { jsonLine } from '../jsonLine.ts';
import { batchLine, summaryText } from './batchText.ts';
import { findBatch } from './findBatch.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });
/** Milliseconds between two looks: as often as a person reads. */
const pace = 1000;

export function addBatchWatch(batch: Command, run: Run): void {
  batch
    .command('watch')
    .description('work on the queue and follow a batch until it has ended; Ctrl+C leaves the rest for later')
    .argument('<id>', 'the id of the batch, or its first characters')
    .option('--json', 'tell everything as JSON lines')
    .action(run((context, id: string, flags: unknown) => watch(context, id, flagsSchema.parse(flags).json)));
}

function watch(context: Context, id: string, json: boolean): Promise<ExitCode> {
  const { terminal, interruption } = context;
  return withCore(context, { runsQueue: true }, async ({ client }) => {
    const { id: batchId } = await findBatch(client, id);
    let told = '';
    const batch = await follow(client, batchId, interruption.signal, async (now) => {
      const line = json ? jsonLine({ type: 'progress', batch: now }) : batchLine(now);
      if (line === told) return;
      told = line;
      if (json) await terminal.out(line);
      else terminal.status(line);
    });
    terminal.status('');
    if (interruption.signal.aborted) return interruption.exitCode;
    const summary = await client.queue.summary({ batchId });
    if (json) await terminal.out(jsonLine({ type: 'finished', summary }));
    else terminal.say(summaryText(summary));
    return batch.failedFiles > 0 || summary.afterwardsFailures.length > 0 ? exitCodes.failed : exitCodes.done;
  });
}

/** Looks at a batch until it has ended, with everything that follows it, or the signal is aborted. Gives its last state. */
async function follow(
  client: Client,
  id: string,
  signal: AbortSignal,
  tell: (batch: Batch) => Promise<unknown>,
): Promise<Batch> {
  for (;;) {
    const batch = await findBatch(client, id);
    await tell(batch);
    if (batch.isSettled || signal.aborted) return batch;
    await untilAborted(AbortSignal.any([signal, AbortSignal.timeout(pace)]));
  }
}

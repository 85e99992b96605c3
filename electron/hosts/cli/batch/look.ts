import type { Command } from 'commander';
import { z } from 'zod';
import type { QueueEntry } from '../../../../shared/contract/queue.ts';
import { failedCount } from '../../../../shared/endedBatches.ts';
import { sentenceOf } from '../../../../shared/errors.ts';
import type { Run } from '../command.ts';
import { withCore } from '../context.ts';
import { formatDuration } from '../duration.ts';
import { exitCodes } from '../exitCodes.ts';
import { jsonLine } from '../jsonLine.ts';
import { table } from '../table.ts';
import { batchLine, batchState, spendText, summaryText } from './batchText.ts';
import { everyEntry } from './everyEntry.ts';
import { findBatch } from './findBatch.ts';

const flagsSchema = z.object({ json: z.boolean().default(false) });

export function addBatchList(batch: Command, run: Run): void {
  batch
    .command('list')
    .description('list the batches: what is open first')
    .option('--json', 'one JSON object a line')
    .action(
      run(async ({ terminal, ...context }, flags: unknown) => {
        const { json } = flagsSchema.parse(flags);
        await withCore({ terminal, ...context }, { runsQueue: false }, async ({ client }) => {
          const batches = await client.queue.batches({ limit: 200 });
          if (json) return terminal.out(batches.map(jsonLine).join(''));
          const rows = batches.map((one) => [
            one.id.slice(0, 8),
            `${one.processedFiles}/${one.totalFiles}`,
            String(failedCount(one)),
            batchState(one),
            one.name,
          ]);
          await terminal.out(table(['ID', 'DONE', 'FAILED', 'STATE', 'NAME'], rows));
          if (batches.length === 0) terminal.say('There is no batch: trax batch add FILE... makes one.');
        });
        return exitCodes.done;
      }),
    );
}

export function addBatchShow(batch: Command, run: Run): void {
  batch
    .command('show')
    .description('show a batch, its recordings in the order of the queue, and what came of it')
    .argument('<id>', 'the id of the batch, or its first characters')
    .option('--json', 'as one JSON object')
    .action(
      run(async ({ terminal, ...context }, id: string, flags: unknown) => {
        const { json } = flagsSchema.parse(flags);
        await withCore({ terminal, ...context }, { runsQueue: false }, async ({ client }) => {
          const found = await findBatch(client, id);
          const summary = await client.queue.summary({ batchId: found.id });
          const entries = await everyEntry(client, found.id);
          if (json) return terminal.out(jsonLine({ batch: found, summary, entries }));
          await terminal.out(table(['ID', 'LENGTH', 'STATE', 'TITLE'], entries.map(rowOf)));
          const spend = spendText(found.sentSeconds, await client.settings.get());
          terminal.say(`\n${batchLine(found)}\n${spend}${summaryText(summary)}`);
        });
        return exitCodes.done;
      }),
    );
}

function rowOf({ title, duration, item }: QueueEntry): string[] {
  const reason = item.state === 'failed' && item.failure ? `: ${sentenceOf(item.failure)}` : '';
  const length = duration === null ? '' : formatDuration(duration);
  return [item.id.slice(0, 8), length, item.state, `${title}${reason}`];
}

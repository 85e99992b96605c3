import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import { type TranscribeOptions, transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import { BatchJob } from '../database/entities/batchJob.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { wishOf } from './afterwards.ts';
import { wakeQueue } from './channel.ts';
import type { Claim } from './claimQuery.ts';

/** `batch_items.task_data` of `preprocess` and `transcribe`. */
export const taskDataSchema = z.object({ options: transcribeOptionsSchema });

/** A batch's limit where nobody set one: as many as one may set. */
export const mostWorkers = 64;

/** Makes a batch of recordings, each starting with `preprocess`, and wakes whoever can work. Gives the batch's id. */
export async function enqueue(
  em: EntityManager,
  events: Events,
  batch: {
    name: string;
    recordingIds: readonly string[];
    options: TranscribeOptions;
    priority: number;
    /** The most that are worked on at the same time; left out, what the computer bears. */
    workers?: number | undefined;
    /** Megabytes and percent of the processor that they may use on one computer; left out, what that bears. */
    memoryLimitMb?: number | undefined;
    cpuLimitPercent?: number | undefined;
    afterwards?: Afterwards | undefined;
    /** The computer that it was added on, which does what is wished for afterwards. */
    computer?: string | undefined;
  },
): Promise<string> {
  const id = await em.insert(BatchJob, {
    id: randomUUID(),
    name: batch.name,
    totalFiles: batch.recordingIds.length,
    workerCount: batch.workers ?? mostWorkers,
    memoryLimitMb: batch.memoryLimitMb ?? null,
    cpuLimitPercent: batch.cpuLimitPercent ?? null,
    afterwards: wishOf(batch.afterwards),
    afterwardsComputer: batch.computer ?? null,
  });
  const data = { options: batch.options } satisfies z.infer<typeof taskDataSchema>;
  await em.execute(
    `insert into batch_items (batch_job_id, media_file_id, task_type, task_data, priority, created_at, position)
     select ?, id::uuid, 'preprocess', ?::jsonb, ?, now() + place * interval '10 microseconds',
       extract(epoch from now()) + place * 0.00001
     from jsonb_array_elements_text(?::jsonb) with ordinality as given(id, place)`,
    [id, storableJson(data), batch.priority, JSON.stringify(batch.recordingIds)],
  );
  await events.publish(em, { type: 'batch', id });
  await wakeQueue(em);
  return id;
}

/**
 * Adds the next item of a file's chain, in the transaction that completes the one before. It inherits its place, so
 * that the first file of a batch is finished before the last one is begun.
 */
export async function enqueueNext(em: EntityManager, after: Claim, task: 'transcribe'): Promise<void> {
  await em.execute(
    `insert into batch_items (batch_job_id, media_file_id, task_type, task_data, priority, created_at, position)
     select batch_job_id, media_file_id, ?, task_data, priority, created_at + interval '1 microsecond', position
     from batch_items where id = ?`,
    [task, after.id],
  );
  await wakeQueue(em);
}

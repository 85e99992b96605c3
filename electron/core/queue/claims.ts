import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TaskType, taskTypeSchema } from '../../../shared/contract/queue.ts';
import type { Failure } from '../../../shared/errors.ts';
import { storableJson, storableText } from '../database/storable.ts';
import { uuidArray } from './channel.ts';

/** How long an item stays with a core that says nothing, in seconds. */
export const leaseSeconds = 30;

const claimSchema = z.object({
  id: z.string(),
  batchId: z.string(),
  recordingId: z.string(),
  task: taskTypeSchema,
  data: z.unknown(),
  retryCount: z.number().int(),
  maxRetries: z.number().int(),
  priority: z.number().int(),
});
/** An item that this core holds under a lease. */
export type Claim = z.infer<typeof claimSchema>;

/** Takes the next item by priority, then age, and its lease; null when nothing is to be done now. */
export async function claimNext(
  em: EntityManager,
  owner: string,
  tasks: readonly TaskType[],
): Promise<Claim | null> {
  const [row] = await em.execute(
    `update batch_items set status = 'running', lease_owner = ?, lease_until = now() + make_interval(secs => ?),
       started_at = coalesce(started_at, now()), run_after = null, failure = null, error_message = null,
       stage = null, seconds_left = null, speed = null, updated_at = now()
     where id = (
       select i.id from batch_items i join batch_jobs b on b.id = i.batch_job_id
       where i.status in ('pending', 'retrying') and i.media_file_id is not null
         and i.task_type in (${tasks.map(() => '?').join(', ')})
         and i.paused_at is null and i.cancelled_at is null and b.paused_at is null and b.cancelled_at is null
         and (i.run_after is null or i.run_after <= now())
       order by i.priority desc, i.created_at, i.id
       limit 1 for update of i skip locked)
     returning id, batch_job_id as "batchId", media_file_id as "recordingId", task_type as task,
       task_data as data, retry_count as "retryCount", max_retries as "maxRetries", priority`,
    [owner, leaseSeconds, ...tasks],
  );
  return row ? claimSchema.parse(row) : null;
}

/**
 * Renews the leases of what an owner works on and returns the items that are still its own. What it holds without
 * working on it, because a failure could not be stored, goes back to the queue.
 */
export async function renewLeases(
  em: EntityManager,
  owner: string,
  working: readonly string[],
): Promise<Set<string>> {
  await em.execute(
    `update batch_items set status = 'pending', lease_owner = null, lease_until = null, stage = null, updated_at = now()
     where lease_owner = ? and status = 'running' and id <> all(?::uuid[])`,
    [owner, uuidArray(working)],
  );
  const rows = await em.execute<{ id: string }[]>(
    `update batch_items set lease_until = now() + make_interval(secs => ?), heartbeat = now()
     where lease_owner = ? and status = 'running' returning id`,
    [leaseSeconds, owner],
  );
  return new Set(rows.map((row) => row.id));
}

/** The items that an owner holds. */
export async function heldBy(em: EntityManager, owner: string): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from batch_items where lease_owner = ? and status = 'running'`,
    [owner],
  );
  return new Set(rows.map((row) => row.id));
}

/** Gives back what no living core holds: leases that ran out, and those of owners known to be dead. */
export async function freeLeases(em: EntityManager, isDead: (owner: string) => boolean): Promise<number> {
  const owners = await em.execute<{ lease_owner: string; ran_out: boolean }[]>(
    `select lease_owner, bool_and(lease_until < now()) as ran_out from batch_items
     where status = 'running' and lease_owner is not null group by lease_owner`,
  );
  let freed = 0;
  for (const { lease_owner: owner, ran_out: ranOut } of owners) {
    if (!ranOut && !isDead(owner)) continue;
    const rows = await em.execute(
      `update batch_items set status = 'pending', lease_owner = null, lease_until = null, stage = null, updated_at = now()
       where status = 'running' and lease_owner = ? returning id`,
      [owner],
    );
    freed += rows.length;
  }
  return freed;
}

/**
 * Proves inside a transaction that the item is still this owner's, and locks it until the end.
 * A late result of a core that lost its lease is refused here.
 */
export async function holdsLease(em: EntityManager, itemId: string, owner: string): Promise<boolean> {
  const rows = await em.execute(
    `select id from batch_items where id = ? and lease_owner = ? and status = 'running' for update`,
    [itemId, owner],
  );
  return rows.length === 1;
}

/** Puts an item off until its backoff has passed. */
export async function retryLater(
  em: EntityManager,
  itemId: string,
  seconds: number,
  failure: Failure,
  sentence: string,
) {
  await em.execute(
    `update batch_items set status = 'retrying', retry_count = retry_count + 1, failure = ?::jsonb, error_message = ?,
       run_after = now() + make_interval(secs => ?), lease_owner = null, lease_until = null, updated_at = now()
     where id = ?`,
    [storableJson(failure), storableText(sentence), seconds, itemId],
  );
}

/** Ends an item that cannot heal. */
export async function failForGood(em: EntityManager, itemId: string, failure: Failure, sentence: string) {
  await em.execute(
    `update batch_items set status = 'failed', failure = ?::jsonb, error_message = ?, lease_owner = null,
       lease_until = null, completed_at = now(), updated_at = now()
     where id = ?`,
    [storableJson(failure), storableText(sentence), itemId],
  );
}

/** Ends an item that is done. Nothing but `running` may become `completed`. */
export async function complete(em: EntityManager, itemId: string, result: unknown) {
  await em.execute(
    `update batch_items set status = 'completed', progress = 1, result_data = ?::jsonb, completed_at = now(),
       processing_time_seconds = extract(epoch from now() - started_at), lease_owner = null, lease_until = null,
       seconds_left = null, updated_at = now()
     where id = ?`,
    [storableJson(result ?? null), itemId],
  );
}

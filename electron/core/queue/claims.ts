import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TaskType, taskTypeSchema } from '../../../shared/contract/queue.ts';
import { claimLock } from '../database/locks.ts';
import { uuidArray } from './channel.ts';
import { queueOrder } from './itemRow.ts';

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
  /** Whether its batch was not running before. */
  isFirst: z.boolean(),
});
/** An item that this core holds under a lease. */
export type Claim = z.infer<typeof claimSchema>;

/**
 * Takes up to `count` items by priority, then place, each under a lease; fewer when no more may be begun now. Needs a
 * transaction. A batch has no more than `worker_count` items running, whoever runs them. `except` are items that the owner
 * has lost but not let go of yet.
 */
export async function claimItems(
  em: EntityManager,
  owner: string,
  tasks: readonly TaskType[],
  count: number,
  except: readonly string[] = [],
): Promise<Claim[]> {
  await forgivingCommit(em);
  // Claimants see each other's claims, so that a batch's limit holds.
  await em.execute('select pg_advisory_xact_lock(?, ?)', claimLock);
  const claims: Claim[] = [];
  while (claims.length < count) {
    const claim = await claimNext(em, owner, tasks, except);
    if (!claim) break;
    claims.push(claim);
  }
  const batches = new Set(claims.filter((claim) => claim.isFirst).map((claim) => claim.batchId));
  if (batches.size > 0) await startBatches(em, [...batches]);
  return claims;
}

/**
 * Lets a transaction commit without waiting for the disk. For what may be lost in a crash of the server, because it
 * is made good by itself: an item whose claim was lost is claimed again, and the former claimant's result refused.
 */
export async function forgivingCommit(em: EntityManager): Promise<void> {
  await em.execute(`set local synchronous_commit = off`);
}

async function claimNext(
  em: EntityManager,
  owner: string,
  tasks: readonly TaskType[],
  except: readonly string[],
): Promise<Claim | null> {
  const [row] = await em.execute(
    `with open_batches as materialized (
       select b.id from batch_jobs b
       where b.end_time is null and b.paused_at is null and b.cancelled_at is null and coalesce(b.worker_count, 8) >
         (select count(*) from batch_items r where r.batch_job_id = b.id and r.status = 'running'))
     update batch_items set status = 'running', lease_owner = ?, lease_until = now() + make_interval(secs => ?),
       started_at = coalesce(started_at, now()), run_after = null, failure = null, error_message = null,
       stage = null, seconds_left = null, speed = null, updated_at = now()
     where id = (
       select i.id from batch_items i
       where i.status in ('pending', 'retrying') and i.media_file_id is not null
         and i.id <> all(?::uuid[]) and i.task_type in (${tasks.map(() => '?').join(', ')})
         and i.paused_at is null and i.cancelled_at is null and (i.run_after is null or i.run_after <= now())
         and i.batch_job_id = any(array(select id from open_batches))
       order by ${queueOrder}
       limit 1 for update of i skip locked)
     returning id, batch_job_id as "batchId", media_file_id as "recordingId", task_type as task,
       task_data as data, retry_count as "retryCount", max_retries as "maxRetries", priority,
       (select status <> 'running' or start_time is null from batch_jobs b where b.id = batch_job_id) as "isFirst"`,
    [owner, leaseSeconds, uuidArray(except), ...tasks],
  );
  return row ? claimSchema.parse(row) : null;
}

async function startBatches(em: EntityManager, batchIds: readonly string[]) {
  await em.execute(
    `update batch_jobs set status = 'running', start_time = coalesce(start_time, now()), updated_at = now()
     where id = any(?::uuid[])`,
    [uuidArray(batchIds)],
  );
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
     where id in (
       select id from batch_items where lease_owner = ? and status = 'running' and id <> all(?::uuid[])
       for update skip locked)`,
    [owner, uuidArray(working)],
  );
  // What somebody changes at this moment is passed over: waiting for it with other rows locked could be a deadlock.
  await em.execute(
    `update batch_items set lease_until = now() + make_interval(secs => ?), heartbeat = now()
     where id in (
       select id from batch_items where lease_owner = ? and status = 'running' for update skip locked)`,
    [leaseSeconds, owner],
  );
  return heldBy(em, owner);
}

/** The items that an owner holds. */
export async function heldBy(em: EntityManager, owner: string): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from batch_items where lease_owner = ? and status = 'running'`,
    [owner],
  );
  return new Set(rows.map((row) => row.id));
}

/** Gives back what no living core holds: leases that ran out, and those of owners known to be dead. Gives their batches. */
export async function freeLeases(
  em: EntityManager,
  isDead: (owner: string) => boolean,
): Promise<{ id: string; batchId: string }[]> {
  const owners = await em.execute<{ lease_owner: string; ran_out: boolean }[]>(
    `select lease_owner, bool_or(lease_until < now()) as ran_out from batch_items
     where status = 'running' and lease_owner is not null group by lease_owner`,
  );
  const freed: { id: string; batchId: string }[] = [];
  for (const { lease_owner: owner, ran_out: ranOut } of owners) {
    const isGone = isDead(owner);
    if (!ranOut && !isGone) continue;
    const rows = await em.execute<{ id: string; batchId: string }[]>(
      `update batch_items set status = 'pending', lease_owner = null, lease_until = null, stage = null, updated_at = now()
       where id in (
         select id from batch_items where status = 'running' and lease_owner = ? and (lease_until < now() or ?)
         for update skip locked)
       returning id, batch_job_id as "batchId"`,
      [owner, isGone],
    );
    freed.push(...rows);
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

import type { EntityManager } from '@mikro-orm/postgresql';
import type { TaskType } from '../../../shared/contract/queue.ts';
import { forgiving } from '../database/forgiving.ts';
import { claimLock } from '../database/locks.ts';
import { type Gate, gateOf, placesOnly } from './admission.ts';
import { uuidArray } from './channel.ts';
import { type Claim, claimNext, leaseSeconds } from './claimQuery.ts';

/**
 * Takes up to `count` items by priority, then place, each under a lease; fewer when no more may be begun now. Needs a
 * transaction. A batch has no more than `worker_count` items running, whoever runs them, and on this computer no more than
 * its own limits of memory and processor allow. `except` are items that the owner has lost but not let go of yet; `gateFor`
 * says what may be begun beside what was claimed here so far.
 */
export async function claimItems(
  em: EntityManager,
  owner: string,
  tasks: readonly TaskType[],
  count: number,
  except: readonly string[] = [],
  gateFor: (claimed: readonly Claim[]) => Gate | null = (claimed) => gateOf(placesOnly(count), claimed),
): Promise<Claim[]> {
  // Claimants see each other's claims, so that a batch's limit holds.
  await em.execute(`select ${forgiving}, pg_advisory_xact_lock(?, ?)`, claimLock);
  const claims: Claim[] = [];
  while (claims.length < count) {
    const gate = gateFor(claims);
    const next =
      gate &&
      (await claimNext(
        em,
        { owner, tasks, except, gate },
        Math.min(gate.lightAtOnce, count - claims.length),
      ));
    if (!next?.length) break;
    claims.push(...next);
  }
  const batches = new Set(claims.filter((claim) => claim.isFirst).map((claim) => claim.batchId));
  if (batches.size > 0) await startBatches(em, [...batches]);
  return claims;
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

/** Puts items of an owner back into the queue, with everything that they have stored. */
export async function letGo(em: EntityManager, owner: string, ids: readonly string[]): Promise<void> {
  await em.execute(
    `update batch_items set status = 'pending', lease_owner = null, lease_until = null, stage = null, updated_at = now()
     where id in (select id from batch_items where lease_owner = ? and status = 'running' and id = any(?::uuid[])
       for update skip locked)`,
    [owner, uuidArray(ids)],
  );
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
 * Proves inside a transaction which of these items are still this owner's, and locks those until the end.
 * A late result of a core that lost its lease is refused here.
 */
export async function holdLeases(
  em: EntityManager,
  itemIds: readonly string[],
  owner: string,
): Promise<Set<string>> {
  // In the order in which commands lock them, so that nobody waits crosswise.
  const rows = await em.execute<{ id: string }[]>(
    `select id from batch_items where id = any(?::uuid[]) and lease_owner = ? and status = 'running'
     order by id for update`,
    [uuidArray(itemIds), owner],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The same for one item. */
export async function holdsLease(em: EntityManager, itemId: string, owner: string): Promise<boolean> {
  return (await holdLeases(em, [itemId], owner)).has(itemId);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TaskType, taskTypeSchema } from '../../../shared/contract/queue.ts';
import { claimLock } from '../database/locks.ts';
import { type Gate, gateOf, type Load, placesOnly, type Reach } from './admission.ts';
import { textArray, uuidArray } from './channel.ts';
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
  isRemote: z.boolean(),
  model: z.string().nullable(),
  /** Threads that it may use, and the megabytes that it is taken to need. */
  threads: z.number().int(),
  memoryMb: z.number().int(),
});
/** An item that this core holds under a lease. */
export type Claim = z.infer<typeof claimSchema> & Load;

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
  await forgivingCommit(em);
  // Claimants see each other's claims, so that a batch's limit holds.
  await em.execute('select pg_advisory_xact_lock(?, ?)', claimLock);
  const claims: Claim[] = [];
  while (claims.length < count) {
    const gate = gateFor(claims);
    const claim = gate && (await claimNext(em, { owner, tasks, except, gate }));
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
  wish: { owner: string; tasks: readonly TaskType[]; except: readonly string[]; gate: Gate },
): Promise<Claim | null> {
  const { owner, tasks, except, gate } = wish;
  const [access, paths] = accessTo(gate.reach);
  const [row] = await em.execute(
    `with open_batches as materialized (
       select b.id, own.running, b.memory_limit_mb - own.memory as memory_left,
         case when b.cpu_limit_percent is not null then greatest(1, round(?::int * b.cpu_limit_percent / 100.0)) end
           - own.threads as threads_left
       from batch_jobs b cross join lateral (
         select count(*) as all_running, count(*) filter (where r.is_here) as running,
           coalesce(sum(r.memory_mb) filter (where r.is_here), 0) as memory,
           coalesce(sum(r.threads) filter (where r.is_here), 0) as threads
         from (select memory_mb, threads, starts_with(lease_owner, ?) as is_here from batch_items
           where batch_job_id = b.id and status = 'running') r) own
       where b.end_time is null and b.paused_at is null and b.cancelled_at is null
         and coalesce(b.worker_count, 8) > own.all_running),
     chosen as materialized (
       select i.id, w.is_remote, w.model, w.memory_mb,
         case when w.is_heavy then least(?::int, greatest(1, coalesce(
           (select threads_left::int from open_batches where id = i.batch_job_id), ?::int))) else 1 end as threads
       from batch_items i cross join lateral (${weight}) w
       where i.status in ('pending', 'retrying') and i.media_file_id is not null
         and i.id <> all(?::uuid[]) and i.task_type in (${tasks.map(() => '?').join(', ')})
         and i.paused_at is null and i.cancelled_at is null and (i.run_after is null or i.run_after <= now())
         and i.batch_job_id = any(array(select id from open_batches))
         and not exists (select from open_batches b where b.id = i.batch_job_id and not w.is_remote and b.running > 0
           and (w.memory_mb > b.memory_left or b.threads_left < 1))
         and case when w.is_remote then ? and (${asking}) < ?::int else ? and coalesce(w.memory_mb <= ?, true) end
         and not coalesce(w.is_heavy and w.model = any(?::text[]), false)
         ${gate.recordings ? 'and i.media_file_id = any(?::uuid[])' : ''}
         ${access}
       order by ${queueOrder}
       limit 1 for update of i skip locked)
     update batch_items u set status = 'running', lease_owner = ?, lease_until = now() + make_interval(secs => ?),
       started_at = coalesce(u.started_at, now()), run_after = null, failure = null, error_message = null,
       stage = null, seconds_left = null, speed = null, updated_at = now(),
       threads = chosen.threads, memory_mb = chosen.memory_mb
     from chosen where u.id = chosen.id
     returning u.id, u.batch_job_id as "batchId", u.media_file_id as "recordingId", u.task_type as task,
       u.task_data as data, u.retry_count as "retryCount", u.max_retries as "maxRetries", u.priority,
       chosen.is_remote as "isRemote", chosen.model, u.threads, u.memory_mb as "memoryMb",
       (select status <> 'running' or start_time is null from batch_jobs b where b.id = u.batch_job_id) as "isFirst"`,
    [
      gate.cores,
      placeOf(owner),
      gate.threads,
      gate.threads,
      JSON.stringify(gate.needs),
      gate.needOfOthersMb,
      uuidArray(except),
      ...tasks,
      gate.takesRemote,
      gate.endpointPlaces,
      gate.takesLocal,
      gate.memoryLeftMb,
      textArray(gate.barredModels),
      ...(gate.recordings ? [uuidArray(gate.recordings)] : []),
      ...paths,
      owner,
      leaseSeconds,
    ],
  );
  return row ? claimSchema.parse(row) : null;
}

/** What an item (`i`) takes: who does the work, with which model, and how much memory by what was measured. */
const weight = `
  select k.*, k.is_transcription and not k.is_remote as is_heavy,
    case when k.is_transcription and not k.is_remote then coalesce((?::jsonb ->> k.model)::int, ?::int) else 0 end as memory_mb
  from (select i.task_data -> 'options' ->> 'model' as model, i.task_type = 'transcribe' as is_transcription,
    i.task_type = 'transcribe' and i.task_data -> 'options' ->> 'engine' = 'openai' as is_remote) k`;

/** The computer's part of an owner, with which all of its owners begin. */
function placeOf(owner: string): string {
  return `${owner.split('/')[0]}/`;
}

/** Recordings that are being sent to an endpoint, by whichever computer. */
const asking = `
  select count(*) from batch_items where status = 'running' and task_type = 'transcribe'
    and task_data -> 'options' ->> 'engine' = 'openai'`;

/**
 * The condition on items (`i`) whose files this computer can read, and its parameters. What lies on a computer of the library
 * is read there, through a folder that both reach, or fetched from it; fetching is for what was read before, since only then
 * is it known what has to arrive. Files that no computer is noted for are taken to be everywhere.
 */
function accessTo({ elsewhere, sharing, mapped }: Reach): [string, unknown[]] {
  if (elsewhere.length === 0) return ['', []];
  const condition = `and exists (select from media_files m where m.id = i.media_file_id and (
    m.computer_id is null or m.computer_id <> all(?::text[])
    or exists (select from unnest(?::text[]) as folder where starts_with(m.file_path, folder))
    or (m.computer_id = any(?::text[]) and i.task_type = 'transcribe' and m.sha256 is not null)))`;
  return [condition, [textArray(elsewhere), textArray(mapped), textArray(sharing)]];
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

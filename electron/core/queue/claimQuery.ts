import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type TaskType, taskTypeSchema } from '../../../shared/contract/queue.ts';
import type { Gate, Load, Reach } from './admission.ts';
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

/** What is asked for: whose it will be, which tasks, what not, and what the computer can take. */
export interface Wish {
  readonly owner: string;
  readonly tasks: readonly TaskType[];
  /** Items that the owner has lost but not let go of yet. */
  readonly except: readonly string[];
  readonly gate: Gate;
}

/**
 * Takes the next item that the gate lets through, or several at once as long as they are light and no more than `count`: what
 * they take needs no weighing one by one. In the queue's order; none when there is none. For who holds the lock of claims.
 */
export async function claimNext(em: EntityManager, wish: Wish, count: number): Promise<Claim[]> {
  const { owner, tasks, except, gate } = wish;
  const [access, paths] = accessTo(gate.reach);
  const rows = await em.execute(
    `with open_batches as materialized (
       select b.id, b.status <> 'running' or b.start_time is null as is_first, own.running,
         coalesce(b.worker_count, 8) - own.all_running as places_left, b.memory_limit_mb - own.memory as memory_left,
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
     next as (
       select n.*, row_number() over (order by priority desc, position, created_at, id) as place,
         row_number() over (partition by batch_job_id order by priority desc, position, created_at, id) as place_in_batch
       from (
         select i.id, i.batch_job_id, i.priority, i.position, i.created_at, w.*
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
         order by ${queueOrder} limit ? for update of i skip locked) n),
     chosen as materialized (
       select * from (
         select n.*, b.is_first, case when n.is_heavy
             then least(?::int, greatest(1, coalesce(b.threads_left::int, ?::int))) else 1 end as threads,
           bool_and(n.is_light and n.place_in_batch <= least(b.places_left, b.threads_left)) over (order by n.place) as is_beside
         from next n join open_batches b on b.id = n.batch_job_id) n
       where n.place = 1 or n.is_beside),
     claimed as (
       update batch_items u set status = 'running', lease_owner = ?, lease_until = now() + make_interval(secs => ?),
         started_at = coalesce(u.started_at, now()), run_after = null, failure = null, error_message = null,
         stage = null, seconds_left = null, speed = null, updated_at = now(),
         threads = chosen.threads, memory_mb = chosen.memory_mb
       from chosen where u.id = chosen.id
       returning u.id, u.batch_job_id as "batchId", u.media_file_id as "recordingId", u.task_type as task,
         u.task_data as data, u.retry_count as "retryCount", u.max_retries as "maxRetries", u.priority,
         chosen.is_remote as "isRemote", chosen.model, u.threads, u.memory_mb as "memoryMb",
         chosen.is_first as "isFirst", chosen.place)
     select * from claimed order by place`,
    [
      gate.cores,
      placeOf(owner),
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
      count,
      gate.threads,
      gate.threads,
      owner,
      leaseSeconds,
    ],
  );
  return rows.map((row: unknown) => claimSchema.parse(row));
}

/** What an item (`i`) takes: who does the work, with which model, and how much memory by what was measured. */
const weight = `
  select k.*, not k.is_transcription as is_light, k.is_transcription and not k.is_remote as is_heavy,
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

import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type {
  Batch,
  BatchLimits,
  QueueEntry,
  QueuePlace,
  QueueTarget,
} from '../../../shared/contract/queue.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { batchTransitions, statusesOf } from '../../../shared/status.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { cancel, pause, resume, retry, setOptions } from './commands.ts';
import { itemColumns, parseItem, queueOrder } from './itemRow.ts';
import { setLimits } from './limits.ts';
import { move, prioritise } from './order.ts';
import { clearEnded, putBack, type Removal, type RemovedRows, remove } from './removal.ts';
import { summarise } from './summary.ts';
import { timeLeft } from './timeLeft.ts';

const batchRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(statusesOf(batchTransitions)),
  is_paused: z.boolean(),
  total_files: z.number(),
  processed_files: z.number(),
  failed_files: z.number(),
  cancelled: z.number(),
  needs_model: z.number(),
  progress: z.number().nullable(),
  // One item whose speed is no number must not hide every batch.
  seconds_left: z.number().nullable().catch(null),
  audio_left: z.number().nullable().catch(null),
  at_once: z.number(),
  slow: z.number().nullable().catch(null),
  fast: z.number().nullable().catch(null),
  sent_seconds: z.number(),
  is_settled: z.boolean(),
  created_at: z.coerce.date(),
  end_time: z.coerce.date().nullable(),
});

/** Removals that can still be taken back: as many as a page shows notices of. */
const mostRemovals = 4;

export type Queue = ReturnType<typeof createQueue>;

/** What is being worked on and what waits, and the commands that steer it. */
export function createQueue(database: Database, events: Events) {
  const em = () => database.orm.em.fork();
  const command = async (run: (em: EntityManager) => Promise<number>) => ({
    changed: await em().transactional(run),
  });
  /** What was removed last, the oldest first. In memory: an undo is for the minute after. */
  const removals = new Map<string, RemovedRows>();
  async function takeOut(run: (em: EntityManager) => Promise<Removal>) {
    const { files: changed, rows } = await em().transactional(run);
    if (!rows) return { changed, removal: null };
    const id = randomUUID();
    removals.set(id, rows);
    for (const old of [...removals.keys()].slice(0, -mostRemovals)) removals.delete(old);
    return { changed, removal: id };
  }

  return {
    /** The newest batches: what is open as it will be worked on, then what is over, the newest first. */
    async batches(limit: number): Promise<Batch[]> {
      const rows = await em().execute(
        `select listed.* from (select b.id, b.name, b.status, b.paused_at is not null as is_paused, b.total_files, b.processed_files,
           b.failed_files, b.created_at, b.end_time, work.progress,
           case when work.speed > 0 then work.audio_left / work.speed end as seconds_left, work.audio_left,
           work.at_once, work.slow, work.fast, work.cancelled, work.needs_model, work.first_priority, work.first_position,
           (select coalesce(sum(sent_seconds), 0)::float8 from batch_items where batch_job_id = b.id) as sent_seconds,
           b.end_time is not null and (b.afterwards is null or coalesce(b.told_at >= b.end_time, false)) as is_settled
         from batch_jobs b, lateral (
           select avg(case when i.status in ('completed', 'failed') then 1
                      when i.task_type = 'transcribe' then i.progress else 0 end)::float8 as progress,
             sum(case when i.status in ('completed', 'failed') then 0
                 else m.duration_seconds * (1 - case when i.task_type = 'transcribe' then i.progress else 0 end) end)::float8 as audio_left,
             sum(i.speed) filter (where i.status = 'running')::float8 as speed,
             count(*) filter (where i.status = 'running')::int as at_once,
             count(*) filter (where i.status = 'failed' and i.cancelled_at is not null)::int as cancelled,
             count(*) filter (where i.status = 'failed' and i.cancelled_at is null
               and i.failure ->> 'code' = 'MODEL_MISSING')::int as needs_model,
             max(i.priority) filter (where i.status not in ('completed', 'failed')) as first_priority,
             min(i.position) filter (where i.status not in ('completed', 'failed')) as first_position,
             percentile_cont(0.1) within group (order by i.speed) as slow,
             percentile_cont(0.9) within group (order by i.speed) as fast
           from batch_items i join media_files m on m.id = i.media_file_id
           where i.batch_job_id = b.id and i.is_last) work
         order by (b.end_time is not null), b.created_at desc limit ?) listed
         order by (end_time is not null), first_priority desc nulls last, first_position nulls last, created_at desc`,
        [limit],
      );
      return rows.map(toBatch);
    },

    async entries(input: {
      batchId: string;
      offset: number;
      limit: number;
    }): Promise<{ entries: QueueEntry[]; total: number; firstOpen: number }> {
      const rows = await em().execute<Record<string, unknown>[]>(
        `select ${itemColumns}, coalesce(m.title, m.file_name) as title, m.duration_seconds
         from batch_items i join batch_jobs b on b.id = i.batch_job_id join media_files m on m.id = i.media_file_id
         where i.batch_job_id = ? and i.is_last order by ${queueOrder} limit ? offset ?`,
        [input.batchId, input.limit, input.offset],
      );
      const entries = rows.map((row) => ({
        title: String(row.title),
        duration: row.duration_seconds === null ? null : Number(row.duration_seconds),
        item: parseItem(row),
      }));
      const [counted] = await em().execute<[{ total: number; firstOpen: number }]>(
        `select count(*)::int as total, count(*) filter (where i.priority > open.priority
             or i.priority = open.priority and i.position < open.position or open.priority is null)::int as "firstOpen"
         from batch_items i left join lateral (
           select i.priority, i.position from batch_items i
           where i.batch_job_id = ? and i.is_last and i.status not in ('completed', 'failed')
           order by ${queueOrder} limit 1) open on true
         where i.batch_job_id = ? and i.is_last`,
        [input.batchId, input.batchId],
      );
      return { entries, ...counted };
    },

    pause: (target: QueueTarget) => command((tx) => pause(tx, events, target)),
    resume: (target: QueueTarget) => command((tx) => resume(tx, events, target)),
    cancel: (target: QueueTarget) => command((tx) => cancel(tx, events, target)),
    retry: (target: QueueTarget, options?: Partial<TranscribeOptions>, failedOnly = false) =>
      command((tx) => retry(tx, events, target, options, failedOnly)),

    setOptions: (target: QueueTarget, options: Partial<TranscribeOptions>) =>
      command((tx) => setOptions(tx, events, target, options)),
    setLimits: (batches: readonly string[], limits: Partial<BatchLimits>) =>
      command((tx) => setLimits(tx, events, batches, limits)),
    move: (target: QueueTarget, to: QueuePlace) => command((tx) => move(tx, events, target, to)),
    prioritise: (target: QueueTarget, priority: number) =>
      command((tx) => prioritise(tx, events, target, priority)),
    remove: (target: QueueTarget) => takeOut((tx) => remove(tx, events, target)),
    clearEnded: () => takeOut((tx) => clearEnded(tx, events)),
    /** Puts back what was removed. Throws NOT_FOUND when that was too long ago. */
    putBack: (id: string) =>
      command(async (tx) => {
        const rows = removals.get(id);
        if (!rows) throw new TraxError('NOT_FOUND', { what: say('thing.removal'), id });
        return putBack(tx, events, rows);
      }),

    summary: (batchId: string) => summarise(em(), batchId),

    /** Puts back what failed only because one of these models was not there, to be done with the model given. */
    retryMissingModels: (missing: readonly string[], model: string) =>
      command(async (tx) => {
        const rows = await tx.execute<{ id: string }[]>(
          `select id from batch_items where status = 'failed' and cancelled_at is null and failure ->> 'code' = 'MODEL_MISSING'
             and failure -> 'details' ->> 'model' in (${missing.map(() => '?').join(', ')})`,
          [...missing],
        );
        return rows.length > 0 ? retry(tx, events, { items: rows.map((row) => row.id) }, { model }) : 0;
      }),
  };
}

function toBatch(found: unknown): Batch {
  const row = batchRowSchema.parse(found);
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    isPaused: row.is_paused,
    totalFiles: row.total_files,
    processedFiles: row.processed_files,
    failedFiles: row.failed_files,
    cancelledFiles: row.cancelled,
    needsModelFiles: row.needs_model,
    progress: row.progress ?? 0,
    secondsLeft: row.seconds_left,
    timeLeft: timeLeft({ audio: row.audio_left, atOnce: row.at_once, slow: row.slow, fast: row.fast }),
    createdAt: row.created_at.toISOString(),
    endedAt: row.end_time?.toISOString() ?? null,
    sentSeconds: row.sent_seconds,
    isSettled: row.is_settled,
  };
}

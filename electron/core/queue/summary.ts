import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { BatchSummary } from '../../../shared/contract/afterwards.ts';
import { failureSchema, TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';

const rowSchema = z.object({
  done: z.number(),
  failed: z.number(),
  audio: z.number(),
  seconds: z.number().nullable(),
  written: z.number(),
  reasons: z.array(z.object({ failure: failureSchema.nullable(), count: z.number() })),
  failures: z.array(failureSchema),
});

/** What came of a batch so far. Throws NOT_FOUND. */
export async function summarise(em: EntityManager, batchId: string): Promise<BatchSummary> {
  const [found] = await em.execute(
    `with last as (
       select i.*, m.duration_seconds from batch_items i join media_files m on m.id = i.media_file_id
       where i.batch_job_id = ? and i.is_last)
     select b.processed_files as done, b.failed_files as failed,
       (select coalesce(sum(duration_seconds) filter (where status = 'completed'), 0)::float8 from last) as audio,
       greatest(0, extract(epoch from coalesce(b.end_time, now()) - b.start_time))::float8 as seconds,
       (select count(*)::int from last join exports e on e.transcript_id = (last.result_data ->> 'transcriptId')::uuid
         where last.exported_at is not null and e.created_at >= b.created_at) as written,
       (select coalesce(jsonb_agg(jsonb_build_object('failure', failure, 'count', count) order by count desc), '[]') from (
         select (array_agg(failure - 'trace'))[1] as failure, count(*)::int from last
         where status = 'failed' group by failure ->> 'code') reason) as reasons,
       (select coalesce(jsonb_agg(distinct export_failure) filter (where export_failure is not null), '[]') from last)
         || case when b.tell_failure is null then '[]' else jsonb_build_array(b.tell_failure) end as failures
     from batch_jobs b where b.id = ?`,
    [batchId, batchId],
  );
  if (!found) throw new TraxError('NOT_FOUND', { what: say('thing.batch'), id: batchId });
  const row = rowSchema.parse(found);
  return {
    done: row.done,
    failed: row.failed,
    reasons: row.reasons,
    audioSeconds: row.audio,
    seconds: row.seconds,
    filesWritten: row.written,
    afterwardsFailures: row.failures,
  };
}

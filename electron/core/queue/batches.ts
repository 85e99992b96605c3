import type { EntityManager } from '@mikro-orm/postgresql';
import type { Events } from '../events/events.ts';

/**
 * Brings a batch's counters and status in line with its items, inside the transaction that changed them.
 * A batch counts files: a file is processed when its last item is completed, failed when that failed for good.
 */
export async function settleBatch(em: EntityManager, events: Events, batchId: string): Promise<void> {
  // The lock makes two items of one batch that end at the same time count one after the other.
  await em.execute('select id from batch_jobs where id = ? for update', [batchId]);
  await em.execute(
    `with last as (
       select distinct on (media_file_id) media_file_id, status from batch_items
       where batch_job_id = ? order by media_file_id, created_at desc, id),
     counted as (
       select count(*) filter (where status = 'completed') as processed,
              count(*) filter (where status = 'failed') as failed,
              count(*) filter (where status = 'running') as running,
              count(*) as total
       from last)
     update batch_jobs b set processed_files = counted.processed, failed_files = counted.failed,
       status = case
         when counted.processed + counted.failed >= counted.total
           then case when counted.processed = 0 and counted.total > 0 then 'failed' else 'completed' end
         when b.paused_at is not null then 'paused'
         when counted.running > 0 then 'running'
         else case when counted.processed + counted.failed > 0 then 'running' else 'pending' end end,
       start_time = coalesce(b.start_time, case when counted.running > 0 then now() end),
       end_time = case when counted.processed + counted.failed >= counted.total then coalesce(b.end_time, now()) end,
       updated_at = now()
     from counted where b.id = ?`,
    [batchId, batchId],
  );
  await events.publish(em, { type: 'batch', id: batchId });
}

/** Brings batches in line after files were removed from them; one that has no files left is removed as well. */
export async function shrinkBatches(
  em: EntityManager,
  events: Events,
  batchIds: readonly string[],
): Promise<void> {
  for (const id of batchIds) {
    const [batch] = await em.execute<{ total_files: number }[]>(
      `update batch_jobs b set total_files = (select count(distinct media_file_id) from batch_items where batch_job_id = b.id)
       where id = ? returning total_files`,
      [id],
    );
    if (batch && batch.total_files > 0) {
      await settleBatch(em, events, id);
    } else {
      await em.execute('delete from batch_jobs where id = ?', [id]);
      await events.publish(em, { type: 'batch', id });
    }
  }
}

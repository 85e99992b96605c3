import type { EntityManager } from '@mikro-orm/postgresql';
import type { Events } from '../events/events.ts';

/** What a batch (`b`) is, as SQL, from SQL for how many of its files are processed, failed and being worked on. */
function standing(count: { processed: string; failed: string; running: string; total: string }) {
  const isOver = `${count.processed} + ${count.failed} >= ${count.total}`;
  return {
    status: `case when ${isOver} then case when ${count.processed} = 0 and ${count.total} > 0 then 'failed' else 'completed' end
      when b.paused_at is not null then 'paused'
      when ${count.running} > 0 or ${count.processed} + ${count.failed} > 0 then 'running' else 'pending' end`,
    endTime: `case when ${isOver} then coalesce(b.end_time, now()) end`,
  };
}

/**
 * Brings a batch's counters and status in line with its items, inside the transaction that changed them.
 * A batch counts files: a file is processed when its last item is completed, failed when that failed for good.
 */
export async function settleBatch(em: EntityManager, events: Events, batchId: string): Promise<void> {
  // The lock makes two items of one batch that end at the same time count one after the other.
  await em.execute('select id from batch_jobs where id = ? for update', [batchId]);
  const { status, endTime } = standing({
    processed: 'counted.processed',
    failed: 'counted.failed',
    running: 'counted.running',
    total: 'counted.total',
  });
  await em.execute(
    `with counted as (
       select count(*) filter (where status = 'completed') as processed,
              count(*) filter (where status = 'failed') as failed,
              count(*) filter (where status = 'running') as running,
              count(*) as total
       from batch_items where batch_job_id = ? and is_last)
     update batch_jobs b set processed_files = counted.processed, failed_files = counted.failed,
       status = ${status}, end_time = ${endTime},
       start_time = coalesce(b.start_time, case when counted.running > 0 then now() end), updated_at = now()
     from counted where b.id = ?`,
    [batchId, batchId],
  );
  await events.publish(em, { type: 'batch', id: batchId });
}

/**
 * Counts files that have ended for good, inside the transaction that ended them. The same as `settleBatch` would find, at a
 * cost that does not grow with the batch.
 */
export async function countEnded(
  em: EntityManager,
  batchId: string,
  files: { processed?: number; failed?: number },
): Promise<void> {
  const processed = `b.processed_files + ${files.processed ?? 0}`;
  const failed = `b.failed_files + ${files.failed ?? 0}`;
  const { status, endTime } = standing({ processed, failed, running: '0', total: 'b.total_files' });
  await em.execute(
    `update batch_jobs b set processed_files = ${processed}, failed_files = ${failed}, status = ${status},
       end_time = ${endTime}, updated_at = now() where b.id = ?`,
    [batchId],
  );
}

/** Brings batches in line after files were removed from them; one that has no files left is removed as well. */
export async function shrinkBatches(
  em: EntityManager,
  events: Events,
  batchIds: readonly string[],
): Promise<void> {
  for (const id of batchIds) {
    const [batch] = await em.execute<{ total_files: number }[]>(
      `update batch_jobs b set total_files = (select count(*) from batch_items where batch_job_id = b.id and is_last)
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

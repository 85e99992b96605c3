import type { EntityManager } from '@mikro-orm/postgresql';
import type { QueueTarget } from '../../../shared/contract/queue.ts';
import type { Events } from '../events/events.ts';
import { settleBatch, shrinkBatches } from './batches.ts';
import { holdCommands, uuidArray, wakeQueue } from './channel.ts';
import { scopeOf } from './commands.ts';

/** Rows that were taken out of the queue, as PostgreSQL writes them: neither a microsecond nor a digit of a place is lost. */
export interface RemovedRows {
  readonly batches: string;
  readonly items: string;
}

/** How many files were taken out, and their rows; null for so many that they are not kept. */
export interface Removal {
  readonly files: number;
  readonly rows: RemovedRows | null;
}

/** Files whose rows are kept to be put back: some 30 MB of text. */
const mostKept = 20_000;

/**
 * Takes files out of their batches, with all their items; a batch without files goes as well. Finished transcripts and the
 * recordings themselves stay, transcripts that were begun go.
 */
export async function remove(em: EntityManager, events: Events, target: QueueTarget): Promise<Removal> {
  const [scope, ids] = scopeOf(target);
  await holdCommands(em);
  const files = await em.execute<{ batch_job_id: string; media_file_id: string }[]>(
    `with held as (select i.id from batch_items i where ${scope} order by i.id for update)
     select distinct i.batch_job_id, i.media_file_id from batch_items i join held on held.id = i.id`,
    ids,
  );
  const batches = [...new Set(files.map((file) => file.batch_job_id))].sort();
  const [rows] = await em.execute<RemovedRows[]>(
    `with gone as (
       delete from batch_items i using jsonb_to_recordset(?::jsonb) as file(batch_job_id uuid, media_file_id uuid)
       where i.batch_job_id = file.batch_job_id and i.media_file_id is not distinct from file.media_file_id
       returning i.*),
     begun as (
       delete from transcription_results t using gone
       where t.id = (gone.result_data ->> 'transcriptId')::uuid and t.completed_at is null)
     select (select coalesce(json_agg(b), '[]')::text from batch_jobs b where b.id = any(?::uuid[])) as batches,
       (select coalesce(json_agg(gone), '[]')::text from gone where ?) as items`,
    [JSON.stringify(files), uuidArray(batches), files.length <= mostKept],
  );
  await shrinkBatches(em, events, batches);
  await tellOfFiles(
    em,
    events,
    files.flatMap((file) => file.media_file_id ?? []),
  );
  return { files: files.length, rows: files.length <= mostKept && rows ? rows : null };
}

/** Takes batches that are over, with what follows them, out of the queue's list. Recordings and transcripts stay. */
export async function clearEnded(em: EntityManager, events: Events): Promise<Removal> {
  const ended = await em.execute<{ id: string }[]>(
    `select id from batch_jobs where end_time is not null and (afterwards is null or told_at >= end_time)`,
  );
  return remove(em, events, { batches: ended.map(({ id }) => id) });
}

/**
 * Puts back what was taken out, where it was and as it was. What was begun begins anew, since its transcript is gone. Gives how
 * many files that were.
 */
export async function putBack(em: EntityManager, events: Events, rows: RemovedRows): Promise<number> {
  await holdCommands(em);
  await em.execute(
    `insert into batch_jobs select * from jsonb_populate_recordset(null::batch_jobs, ?::jsonb) on conflict (id) do nothing`,
    [rows.batches],
  );
  // A recording that was removed from the library meanwhile has nothing to be done any more.
  const files = await em.execute<{ batch_job_id: string; media_file_id: string }[]>(
    `insert into batch_items
     select whole.* from jsonb_array_elements(?::jsonb) as gone(row),
       jsonb_populate_record(null::batch_items, case
         when gone.row ->> 'status' in ('completed', 'failed') then gone.row
         else gone.row || '{"status": "pending", "progress": 0, "stage": null, "result_data": null, "lease_owner": null, "lease_until": null}'
       end) as whole
     where exists (select from media_files m where m.id = whole.media_file_id)
     on conflict (id) do nothing returning batch_job_id, media_file_id`,
    [rows.items],
  );
  for (const id of [...new Set(files.map((file) => file.batch_job_id))].sort()) {
    await em.execute(
      `update batch_jobs b set total_files = (select count(*) from batch_items where batch_job_id = b.id and is_last)
       where id = ?`,
      [id],
    );
    await settleBatch(em, events, id);
  }
  const recordings = new Set(files.map((file) => file.media_file_id));
  await tellOfFiles(em, events, [...recordings]);
  return recordings.size;
}

/** Tells that recordings stand otherwise in the queue, and has the queue looked at. */
async function tellOfFiles(em: EntityManager, events: Events, recordings: readonly string[]) {
  await events.publish(
    em,
    recordings.length <= 100 ? { type: 'recordings', ids: [...recordings] } : { type: 'everything' },
  );
  await wakeQueue(em);
}

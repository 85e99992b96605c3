import { rm } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { shrinkBatches } from '../queue/batches.ts';
import { holdCommands, uuidArray, wakeQueue } from '../queue/channel.ts';
import { tellRecordings } from './tellRecordings.ts';

interface RemovedRow {
  readonly file_path: string;
  readonly playback_path: string | null;
  readonly peaks_path: string | null;
}

/**
 * Removes recordings for good, with everything that was made of them. Rows go first and files after: what is left by a
 * crash in between is only space.
 */
export async function removeRecordings(
  needs: { database: Database; events: Events; uploads: string },
  ids: readonly string[],
): Promise<{ removed: number }> {
  if (ids.length === 0) return { removed: 0 };
  const { database, events, uploads } = needs;
  const rows = await database.orm.em.fork().transactional((tx) => removeRows(tx, events, ids));
  for (const row of rows) {
    const own = row.file_path.startsWith(uploads + sep) ? dirname(row.file_path) : null;
    for (const path of [row.playback_path, row.peaks_path, own])
      if (path) await rm(path, { recursive: true, force: true });
  }
  return { removed: rows.length };
}

async function removeRows(tx: EntityManager, events: Events, ids: readonly string[]): Promise<RemovedRow[]> {
  const all = [uuidArray(ids)];
  await holdCommands(tx);
  const batches = await tx.execute<{ batch_job_id: string }[]>(
    `with held as (select batch_job_id from batch_items where media_file_id = any(?::uuid[]) for update)
     select distinct batch_job_id from held`,
    all,
  );
  await tx.execute(
    `delete from exports where transcript_id in
       (select id from transcription_results where media_file_id = any(?::uuid[]))`,
    all,
  );
  await tx.execute('delete from transcription_results where media_file_id = any(?::uuid[])', all);
  await tx.execute('delete from audio_processing_metadata where media_file_id = any(?::uuid[])', all);
  const removed = await tx.execute<RemovedRow[]>(
    'delete from media_files where id = any(?::uuid[]) returning file_path, playback_path, peaks_path',
    all,
  );
  await shrinkBatches(
    tx,
    events,
    batches.map((row) => row.batch_job_id),
  );
  await tellRecordings(tx, events, ids);
  await wakeQueue(tx);
  return removed;
}

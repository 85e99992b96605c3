import type { EntityManager } from '@mikro-orm/postgresql';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { Events } from '../events/events.ts';
import { uuidArray } from './channel.ts';
import { resume } from './commands.ts';

/**
 * Lets work go on that was begun with the same options and has not ended, on files that have not changed since.
 * Gives the recordings for which there is such work: nothing new has to be made for them.
 */
export async function goOn(
  em: EntityManager,
  events: Events,
  recordings: readonly { id: string; size: number }[],
  options: TranscribeOptions,
): Promise<Set<string>> {
  const rows = await em.execute<{ id: string; recording_id: string; file_size: number }[]>(
    `select i.id, i.media_file_id as recording_id, m.file_size::float8 as file_size
     from media_files m, lateral (
       select * from batch_items where media_file_id = m.id order by created_at desc, id limit 1) i
     where m.id = any(?::uuid[]) and i.status in ('pending', 'running', 'retrying')
       and i.task_data -> 'options' = ?::jsonb`,
    [uuidArray(recordings.map(({ id }) => id)), JSON.stringify(options)],
  );
  const sizes = new Map(recordings.map(({ id, size }) => [id, size]));
  const unchanged = rows.filter((row) => sizes.get(row.recording_id) === row.file_size);
  if (unchanged.length > 0) await resume(em, events, { items: unchanged.map(({ id }) => id) });
  return new Set(unchanged.map((row) => row.recording_id));
}

import { basename } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import { keepInfo, readSource } from '../queue/handlers/source.ts';
import type { WorkerPool } from '../workers/pool.ts';

/** Says where a recording's file is now: the same contents by their hash, or others where the person wishes so. */
export function createLocate(options: {
  database: Database;
  events: Events;
  pool: WorkerPool;
  ffmpeg(): Promise<string>;
}) {
  const { database, events, pool, ffmpeg } = options;
  return async function locate(
    { id, path, mayDiffer }: { id: string; path: string; mayDiffer: boolean },
    signal?: AbortSignal,
  ): Promise<{ isSame: boolean }> {
    const { info: known } = await readSource(database, id);
    const ffmpegPath = await ffmpeg();
    const info = await pool.use((worker) =>
      worker.preprocess({ path, ffmpegPath }, signal ? { signal } : {}),
    );
    const isSame = known?.sha256 === info.sha256;
    if (!isSame && !mayDiffer) return { isSame };
    if (info.chosenTrack === null) throw new TraxError('NO_AUDIO_STREAM', { path });
    await database.orm.em.fork().transactional(async (em) => {
      await em.execute(
        'update media_files set file_path = ?, file_name = ?, updated_at = now() where id = ?',
        [path, basename(path), id],
      );
      await keepInfo(em, id, info);
      await events.publish(em, { type: 'recordings', ids: [id] });
    });
    return { isSame };
  };
}

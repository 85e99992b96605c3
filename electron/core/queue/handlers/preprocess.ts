import type { MediaAccess } from '../../computers/mediaAccess.ts';
import type { Database } from '../../database/database.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { enqueueNext } from '../enqueue.ts';
import type { Handler } from '../runner.ts';
import { keepInfo, readSource } from './source.ts';

/** Probes and hashes the file, chooses its track, and lets it be transcribed. */
export function preprocessHandler(options: {
  database: Database;
  pool: WorkerPool;
  media: MediaAccess;
  ffmpeg(): Promise<string>;
}): Handler {
  const { database, pool, media, ffmpeg } = options;
  return async ({ claim, signal, report }) => {
    const source = await readSource(database, claim.recordingId);
    const { path } = await media.reach(claim.recordingId, source, signal);
    await report({ stage: 'reading', progress: 0, secondsLeft: null, speed: null });
    const ffmpegPath = await ffmpeg();
    const info = await pool.use((worker) => worker.preprocess({ path, ffmpegPath }, { signal }));
    return {
      result: { sha256: info.sha256 },
      async finish(em) {
        await keepInfo(em, claim.recordingId, info);
        await enqueueNext(em, claim, 'transcribe');
      },
      news: [{ type: 'recordings', ids: [claim.recordingId] }],
    };
  };
}

import type { Events } from '../../events/events.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { enqueueNext } from '../enqueue.ts';
import type { Handler } from '../runner.ts';
import { readSource } from './source.ts';

/** Probes and hashes the file, chooses its track, and lets it be transcribed. */
export function preprocessHandler(options: {
  events: Events;
  pool: WorkerPool;
  ffmpeg(): Promise<string>;
  database: Parameters<typeof readSource>[0];
}): Handler {
  return async ({ claim, signal, report }) => {
    const { path } = await readSource(options.database, claim.recordingId);
    await report({ stage: 'reading', progress: 0, secondsLeft: null, speed: null });
    const ffmpegPath = await options.ffmpeg();
    const info = await options.pool.use((worker) => worker.preprocess({ path, ffmpegPath }, { signal }));
    const track = info.audioTracks.find((candidate) => candidate.index === info.chosenTrack);
    return {
      result: { sha256: info.sha256 },
      async finish(em) {
        await em.execute(
          `update media_files set format_info = ?::jsonb, duration_seconds = ?, sha256 = ?, file_size = ?, updated_at = now()
           where id = ?`,
          [JSON.stringify(info), info.duration, info.sha256, info.size, claim.recordingId],
        );
        await em.execute(
          `insert into audio_processing_metadata (media_file_id, original_format, original_sample_rate, original_channels)
           values (?, ?, ?, ?)
           on conflict (media_file_id) do update set original_format = excluded.original_format,
             original_sample_rate = excluded.original_sample_rate, original_channels = excluded.original_channels`,
          [
            claim.recordingId,
            info.container.slice(0, 20),
            track?.sampleRate ?? null,
            track?.channels ?? null,
          ],
        );
        await enqueueNext(em, claim, 'transcribe');
        await options.events.publish(em, { type: 'recordings', ids: [claim.recordingId] });
      },
    };
  };
}

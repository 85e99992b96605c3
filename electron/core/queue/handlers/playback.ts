import { join } from 'node:path';
import type { WorkerClient } from '../../workers/pool.ts';
import type { Work } from '../runner.ts';
import type { Source } from './source.ts';
import type { TranscribeNeeds } from './transcribe.ts';

/** Makes what Chromium cannot play audible, beside the transcription. Its failure is logged: the text matters more. */
export async function makePlaybackCopy(
  { folders, events, log, ffmpeg }: TranscribeNeeds,
  { claim, commit }: Work,
  worker: WorkerClient,
  { path, info, playbackPath }: Source,
  signal: AbortSignal,
): Promise<void> {
  if (!info || info.isPlayable || info.chosenTrack === null || playbackPath) return;
  const outputPath = join(folders.playback, `${claim.recordingId}.m4a`);
  try {
    const job = { path, ffmpegPath: await ffmpeg(), track: info.chosenTrack, outputPath };
    await worker.makePlaybackCopy(job, { signal });
    await commit(async (em) => {
      await em.execute('update media_files set playback_path = ? where id = ?', [
        outputPath,
        claim.recordingId,
      ]);
      await events.publish(em, { type: 'recordings', ids: [claim.recordingId] });
    });
  } catch (error) {
    if (!signal.aborted) log.error('No playback copy could be made', error);
  }
}

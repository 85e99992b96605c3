import { join } from 'node:path';
import { requireSpace } from '../../models/disk.ts';
import type { WorkerClient } from '../../workers/pool.ts';
import type { Work } from '../runner.ts';
import { sendBack } from './sendBack.ts';
import type { Source } from './source.ts';
import type { TranscribeNeeds } from './transcribe.ts';

/** Bytes that a second of the copy takes at most: 80 kbit of sound, its index, and a fifth for what the rate varies. */
const bytesPerSecond = 12_500;
/** Room that the transcription itself needs is never taken: waveform, journal, log. Bytes. */
const reserve = 10_000_000;

/** Makes what Chromium cannot play audible, beside the transcription. Its failure is logged: the text matters more. */
export async function makePlaybackCopy(
  { events, log, ffmpeg }: TranscribeNeeds,
  work: Work,
  worker: WorkerClient,
  { path, info, playbackPath, isHere }: Source & { readonly isHere: boolean },
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { claim, commit } = work;
  if (!info || info.isPlayable || info.chosenTrack === null || playbackPath) return;
  const outputPath = join(folder, `${claim.recordingId}.m4a`);
  try {
    await requireSpace(folder, (info.duration ?? 0) * bytesPerSecond + reserve);
    const job = { path, ffmpegPath: await ffmpeg(), track: info.chosenTrack, outputPath };
    await worker.makePlaybackCopy(job, { signal });
    if (!isHere) return await sendBack(work, 'playback', outputPath);
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

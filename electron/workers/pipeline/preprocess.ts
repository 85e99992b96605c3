import type { AudioTrack, MediaInfo } from '../../../shared/contract/media.ts';
import { TraxError } from '../../../shared/errors.ts';
import { chooseTrack } from './chooseTrack.ts';
import { hashFile } from './contentHash.ts';
import { checkFile, inputArguments, runFfmpeg } from './ffmpeg.ts';
import { measureLoudness } from './loudness.ts';
import { isPlayable } from './playable.ts';
import { type Probe, parseProbe } from './probeOutput.ts';

/**
 * Everything that is to be known of a media file before it is transcribed.
 * Throws FILE_NOT_FOUND, FILE_NOT_READABLE, FILE_EMPTY, MEDIA_UNREADABLE, NO_AUDIO_STREAM or FFMPEG_MISSING.
 */
export async function preprocess(
  { path, ffmpegPath }: { path: string; ffmpegPath: string },
  signal: AbortSignal,
): Promise<MediaInfo> {
  const { size, mtimeMs: modifiedMs } = await checkFile(path);
  const sha256 = await hashFile(path, signal);
  const probe = await probeFile(path, ffmpegPath, signal);
  const audioTracks = await measureTracks(probe, path, ffmpegPath, signal);
  const chosenTrack = chooseTrack(audioTracks);
  if (chosenTrack === null) throw new TraxError('NO_AUDIO_STREAM', { path });
  return {
    ...probe,
    audioTracks,
    chosenTrack,
    sha256,
    size,
    modifiedMs,
    isPlayable: isPlayable(probe, chosenTrack),
  };
}

async function probeFile(path: string, ffmpegPath: string, signal: AbortSignal): Promise<Probe> {
  const { report } = await runFfmpeg(ffmpegPath, inputArguments(path), signal);
  const probe = parseProbe(report);
  if (!probe) throw new TraxError('MEDIA_UNREADABLE', { path }, { cause: report.trim() });
  const isSomething = probe.audioTracks.length > 0 || probe.video !== null;
  if (!isSomething) throw new TraxError('MEDIA_UNREADABLE', { path }, { cause: report.trim() });
  return probe;
}

/** One track is taken as it is; several are listened to, so that a silent one is never chosen. */
async function measureTracks(
  probe: Probe,
  path: string,
  ffmpegPath: string,
  signal: AbortSignal,
): Promise<AudioTrack[]> {
  if (probe.audioTracks.length < 2) return probe.audioTracks;
  const measured: AudioTrack[] = [];
  for (const track of probe.audioTracks) {
    const place = { path, ffmpegPath, track: track.index, duration: probe.duration };
    measured.push({ ...track, peakDecibels: await measureLoudness(place, signal) });
  }
  return measured;
}

import { silentBelow } from './chooseTrack.ts';
import { inputArguments, startFfmpeg } from './ffmpeg.ts';
import { decibels, meanSquare } from './levels.ts';

/** Enough to hear whether there is sound: telephone quality. */
const rate = 8000;
const tenth = rate / 10;
const bytesPerSample = 4;
/** Places that are listened to, as shares of the duration, and for how many seconds each. */
const places = [0.02, 0.2, 0.4, 0.6, 0.8];
const secondsPerPlace = 4;

/** What to measure: one track of a file. */
interface MeasuredTrack {
  readonly path: string;
  readonly ffmpegPath: string;
  readonly track: number;
  readonly duration: number | null;
}

/**
 * The loudest 0.1 s of a track in dBFS: of a few seconds in five places, and where those are silent, of the whole
 * track up to its first sound. -120 is digital silence.
 */
export async function measureLoudness(track: MeasuredTrack, signal: AbortSignal): Promise<number> {
  let loudest = -120;
  if (track.duration !== null && track.duration > places.length * secondsPerPlace) {
    for (const place of places) {
      const position = ['-ss', (place * track.duration).toFixed(2), '-t', String(secondsPerPlace)];
      loudest = Math.max(loudest, await loudestOf(track, position, signal));
      if (loudest > silentBelow) return loudest;
    }
  }
  return Math.max(loudest, await loudestOf(track, [], signal));
}

async function loudestOf(
  { path, ffmpegPath, track }: MeasuredTrack,
  position: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const output = ['-map', `0:${track}`, '-f', 'f32le', '-ar', String(rate), '-ac', '1', '-'];
  await using ffmpeg = startFfmpeg(
    ffmpegPath,
    ['-v', 'error', ...position, ...inputArguments(path), ...output],
    signal,
  );
  let loudest = -120;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of ffmpeg.process.stdout as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    const tenths = Math.floor(rest.length / (tenth * bytesPerSample));
    const samples = new Float32Array(tenths * tenth);
    for (let index = 0; index < samples.length; index++)
      samples[index] = rest.readFloatLE(index * bytesPerSample);
    for (let index = 0; index < tenths; index++) {
      loudest = Math.max(loudest, decibels(meanSquare(samples, index * tenth, (index + 1) * tenth)));
    }
    rest = rest.subarray(tenths * tenth * bytesPerSample);
    if (position.length === 0 && loudest > silentBelow) break;
  }
  return loudest;
}

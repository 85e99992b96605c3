import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../electron/core/tools/ffmpeg.mjs';

/** The ffmpeg that Trax uses. */
export const ffmpegPath = findFfmpeg()?.path ?? 'ffmpeg is missing: run the set-up';

/** Makes a media file with ffmpeg itself, and gives its path. */
export async function makeMedia(output: string, ...options: string[]): Promise<string> {
  await promisify(execFile)(ffmpegPath, ['-nostdin', '-v', 'error', '-y', ...options, `file:${output}`]);
  return output;
}

/** Says a recording several times in a row, without a pause in between. */
export function repeatMedia(output: string, input: string, times: number): Promise<string> {
  return makeMedia(output, '-stream_loop', String(times - 1), '-i', input, '-c', 'copy');
}

const chord = (seconds: number) => [262, 330, 392].map((pitch) => `sine=f=${pitch}:d=${seconds}`);
const swell = 'tremolo=f=3:d=0.6';

/** Music without a voice: a swelling chord. */
export function makeChord(output: string, seconds: number): Promise<string> {
  const [low, middle, high] = chord(seconds);
  const graph = `${low}[l];${middle}[m];${high}[h];[l][m][h]amix=3,${swell}`;
  return makeMedia(output, '-filter_complex', graph);
}

/** Music without a voice that comes close to speech in its rhythm: a plucked tune over the chord. */
export function makeTune(output: string, seconds: number): Promise<string> {
  const [low, middle, high] = chord(seconds);
  const tune = `aevalsrc='0.2*sin(2*PI*t*262*pow(2,floor(mod(t*3,12))/12))*exp(-3*mod(t*3,1)/3)':d=${seconds}:s=44100`;
  const graph = `${low}[l];${middle}[m];${high}[h];${tune}[t];[l][m][h][t]amix=4,${swell}`;
  return makeMedia(output, '-filter_complex', graph);
}

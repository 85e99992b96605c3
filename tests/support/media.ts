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

/** Music without a voice: chords and a tune over them. */
export function makeMusic(output: string, seconds: number): Promise<string> {
  const tune = `aevalsrc='0.2*sin(2*PI*t*262*pow(2,floor(mod(t*3,12))/12))*exp(-3*mod(t*3,1)/3)':d=${seconds}:s=44100`;
  const chord = [262, 330, 392].map((pitch) => `sine=f=${pitch}:d=${seconds}`);
  const graph = `${chord.map((each, at) => `${each}[c${at}]`).join(';')};${tune}[t];[c0][c1][c2][t]amix=4,tremolo=f=3:d=0.6`;
  return makeMedia(output, '-filter_complex', graph);
}

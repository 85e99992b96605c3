import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../electron/core/tools/ffmpeg.mjs';
import { root } from '../setup/run.mjs';

const run = promisify(execFile);

/** Ten minutes, three voices. */
export const tenMinutes = join(root, 'resources', 'sample', 'long3.m4a');
export const sampleModel = join(root, 'resources', 'sample', 'ggml-trax-test.en.bin');

/** Writes the ten minutes so many times one after the other, without coding them anew. */
export async function repeatSound(times: number, path: string): Promise<void> {
  await ffmpeg('-stream_loop', String(times - 1), '-i', tenMinutes, '-c', 'copy', path);
}

/** The ten minutes as the engine takes them: 16-bit WAV, mono, 16 kHz. */
export async function decodeSound(path: string): Promise<void> {
  await ffmpeg('-i', tenMinutes, '-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le', path);
}

async function ffmpeg(...args: string[]) {
  const found = findFfmpeg();
  if (!found) throw new Error('There is no ffmpeg: npm start says how to get it');
  await run(found.path, ['-v', 'error', '-nostdin', '-y', ...args]);
}

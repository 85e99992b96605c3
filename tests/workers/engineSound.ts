import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../electron/core/tools/ffmpeg.mjs';
import type { RecognizeRequest } from '../../electron/workers/engines/recognizer.ts';
import { sample } from '../support/fixtures.ts';

/** A bundled recording as the recognisers want it: mono, 16 kHz. */
export async function soundOf(name: string): Promise<Float32Array> {
  const ffmpeg = findFfmpeg()?.path ?? 'ffmpeg';
  const filter = ['-af', 'aresample=async=1:first_pts=0', '-f', 'f32le', '-ar', '16000', '-ac', '1', '-'];
  const { stdout } = await promisify(execFile)(ffmpeg, ['-v', 'error', '-i', sample(name), ...filter], {
    encoding: 'buffer',
    maxBuffer: 1e9,
  });
  return new Float32Array(new Uint8Array(stdout).buffer);
}

/** A request that asks for nothing special. */
export function requestFor(samples: Float32Array, changes: Partial<RecognizeRequest> = {}): RecognizeRequest {
  return {
    samples,
    language: 'auto',
    translate: false,
    hints: [],
    previousText: '',
    temperature: 0,
    ...changes,
  };
}

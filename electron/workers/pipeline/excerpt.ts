import { sampleRate } from '../engines/recognizer.ts';
import { frameLength } from './levels.ts';
import type { Run } from './runs.ts';
import type { Tape } from './tape.ts';

/** Sound put together from pieces of the recording, as a recogniser is given it. */
export interface Excerpt {
  readonly samples: Float32Array;
  readonly pieces: readonly Piece[];
}

/** Where a piece is in the excerpt (`at`) and in the recording (`start`), in seconds. */
interface Piece {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** Takes the runs of frames off the tape; `origin` is the tape's beginning in the recording, in seconds. */
export function cutExcerpt(tape: Tape, runs: readonly Run[], origin: number): Excerpt {
  const parts = runs.map(({ from, to }) => tape.view(from * frameLength, to * frameLength));
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  const pieces: Piece[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    samples.set(part, at);
    const start = origin + ((runs[index]?.from ?? 0) * frameLength) / sampleRate;
    pieces.push({ at: at / sampleRate, start, length: part.length / sampleRate });
    at += part.length;
  }
  return { samples, pieces };
}

/**
 * A time range of the excerpt as a time range of the recording. One that lies over a joint belongs to the piece that
 * holds more of it.
 */
export function toRecording(
  { pieces }: Pick<Excerpt, 'pieces'>,
  range: { start: number; end: number },
): { start: number; end: number } {
  let best = pieces[0];
  let most = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const shared = Math.min(range.end, piece.at + piece.length) - Math.max(range.start, piece.at);
    if (shared <= most) continue;
    best = piece;
    most = shared;
  }
  if (!best) return range;
  const { at, start, length } = best;
  const within = (time: number) => start + Math.min(length, Math.max(0, time - at));
  return { start: within(range.start), end: within(range.end) };
}

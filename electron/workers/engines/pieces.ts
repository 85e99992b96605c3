import { sampleRate } from './recognizer.ts';

/** Where a cut is looked for: at most this far before the limit, in seconds. */
const searchSeconds = 10;
/** A cut goes through the middle of the quietest stretch of this length, in seconds. */
const quietSeconds = 0.1;
const hop = sampleRate / 100;

/**
 * Cuts samples into pieces of at most `longest` samples, each cut in the quietest tenth of a second that lies near the
 * limit, so that no word is cut where there is a pause. The pieces are views that tile the samples in order.
 */
export function cutAtPauses(samples: Float32Array, longest: number): Float32Array[] {
  const limit = Math.max(1, Math.floor(longest));
  const pieces: Float32Array[] = [];
  let start = 0;
  while (samples.length - start > limit) {
    const end = quietestCut(samples, start, start + limit);
    pieces.push(samples.subarray(start, end));
    start = end;
  }
  if (start < samples.length || pieces.length === 0) pieces.push(samples.subarray(start));
  return pieces;
}

/** A place in (start, limit] to cut at; the latest of equally quiet ones. */
function quietestCut(samples: Float32Array, start: number, limit: number): number {
  const quiet = quietSeconds * sampleRate;
  const from = Math.max(start + Math.floor((limit - start) / 2), limit - searchSeconds * sampleRate);
  let best = limit;
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at + quiet <= limit; at += hop) {
    const energy = energyOf(samples, at, at + quiet);
    if (energy > least) continue;
    least = energy;
    best = at + quiet / 2;
  }
  return best;
}

function energyOf(samples: Float32Array, start: number, end: number): number {
  let sum = 0;
  for (let index = start; index < end; index++) sum += (samples[index] ?? 0) ** 2;
  return sum;
}

import type { Peaks } from '../../../shared/formats/peaks.ts';

/** More than any screen has columns for. */
const mostValues = 6000;

/** The loudest sample of each of at most `most` equal stretches, 0..1, so that ten hours draw as fast as ten seconds. */
export function outlineOf({ values }: Peaks, most = mostValues): Float32Array {
  const pairs = values.length / 2;
  const count = Math.min(most, pairs);
  const outline = new Float32Array(count);
  for (let pair = 0; pair < pairs; pair++) {
    const loudest = Math.max(-(values[2 * pair] ?? 0), values[2 * pair + 1] ?? 0) / 127;
    const column = Math.floor((pair * count) / pairs);
    if (loudest > (outline[column] ?? 0)) outline[column] = loudest;
  }
  return outline;
}

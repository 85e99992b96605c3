import type { Figure, Measurement } from '../figure.ts';
import { measureAdding } from './adding.ts';
import { measureClaims } from './claims.ts';
import { measureIdle } from './idle.ts';
import { measureOverheadOfQueue } from './overheadOfQueue.ts';
import { measureScreen } from './screen.ts';

const parts: Readonly<Record<string, Measurement>> = {
  adding: measureAdding,
  claims: measureClaims,
  screen: measureScreen,
  overhead: measureOverheadOfQueue,
  idle: measureIdle,
};

/**
 * What the queue costs: adding, claiming, telling the page, working on many, and doing nothing. `TRAX_BENCH_PARTS=claims,idle`
 * measures some of it.
 */
export const measureQueue: Measurement = async (say) => {
  const wanted = process.env.TRAX_BENCH_PARTS?.split(',') ?? Object.keys(parts);
  const figures: Figure[] = [];
  for (const part of wanted) {
    const measure = parts[part];
    if (!measure)
      throw new Error(`The queue has no part ${part}: there are ${Object.keys(parts).join(', ')}`);
    figures.push(...(await measure(say)));
  }
  return figures;
};

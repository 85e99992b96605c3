import type { Figure, Measurement } from '../figure.ts';
import { measureAdding } from './adding.ts';
import { measureClaims } from './claims.ts';
import { measureIdle } from './idle.ts';
import { measureOverheadOfQueue } from './overheadOfQueue.ts';
import { measureScreen } from './screen.ts';

/** What the queue costs: adding, claiming, telling the page, working on many, and doing nothing. */
export const measureQueue: Measurement = async (say) => {
  const figures: Figure[] = [];
  for (const measure of [measureAdding, measureClaims, measureScreen, measureOverheadOfQueue, measureIdle]) {
    figures.push(...(await measure(say)));
  }
  return figures;
};

import { placesOnly } from '../../electron/core/queue/admission.ts';
import type { Surroundings } from '../../electron/core/queue/runner.ts';

/** Surroundings in which nothing ever changes: so many places. */
export function still(places: number): Surroundings {
  return {
    now: placesOnly(places),
    look: async () => undefined,
    leavesToOthers: async () => false,
  };
}

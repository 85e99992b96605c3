import type { Batch } from './contract/queue.ts';

export function hasEnded({ status }: Batch): boolean {
  return status === 'completed' || status === 'failed';
}

/** The batches that were under way before and have ended since. */
export function endedSince(before: readonly Batch[], now: readonly Batch[]): Batch[] {
  const wasUnderWay = new Set(before.filter((batch) => !hasEnded(batch)).map(({ id }) => id));
  return now.filter((batch) => hasEnded(batch) && wasUnderWay.has(batch.id));
}

/** Recordings that failed of themselves: not cancelled, and not only waiting for a model. */
export const failedCount = ({ failedFiles, cancelledFiles, needsModelFiles }: Batch): number =>
  failedFiles - cancelledFiles - needsModelFiles;

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

/** How a batch came out. What only waits for a model is not over for good: it goes on as soon as there is one. */
export type BatchOutcome = 'done' | 'needsModel' | 'someFailed' | 'failed' | 'cancelled';

/** How a batch came out, behind its name. */
export const outcomeWords: Readonly<Record<BatchOutcome, string>> = {
  done: 'done',
  needsModel: 'waits for a model',
  someFailed: 'done, with failures',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** How a batch that has ended came out; what failed or was cancelled beside what it is called after has to be counted. */
export function outcomeOf(batch: Batch): BatchOutcome {
  if (batch.needsModelFiles > 0) return 'needsModel';
  if (failedCount(batch) > 0) return batch.processedFiles === 0 ? 'failed' : 'someFailed';
  if (batch.cancelledFiles === 0) return batch.status === 'failed' ? 'failed' : 'done';
  return batch.processedFiles === 0 ? 'cancelled' : 'done';
}

import type { TFunction } from 'i18next';
import { unnamedCount } from '../../../shared/batchName.ts';
import type { Batch } from '../../../shared/contract/queue.ts';
import { type BatchOutcome, hasEnded, outcomeOf } from '../../../shared/endedBatches.ts';
import { span } from '../../format.ts';

/** What a batch is called. */
export function batchName(t: TFunction, { name }: Batch): string {
  const count = unnamedCount(name);
  return count === null ? name : t('library.count', { count });
}

/** How a batch stands, for people. */
export type BatchState = 'waiting' | 'running' | 'paused' | BatchOutcome;

/**
 * The state that a card shows: how a batch came out where it has ended; one that was begun only waits while no computer
 * works.
 */
export function batchState(batch: Batch, isHeld = false): BatchState {
  if (hasEnded(batch)) return outcomeOf(batch);
  if (batch.isPaused) return 'paused';
  return batch.status === 'running' && !isHeld ? 'running' : 'waiting';
}

/** Recordings that are still to be done, over all batches. */
export function openCount(batches: readonly Batch[]): number {
  return batches
    .filter((batch) => !hasEnded(batch))
    .reduce(
      (sum, batch) => sum + Math.max(0, batch.totalFiles - batch.processedFiles - batch.failedFiles),
      0,
    );
}

const rank: Record<BatchState, number> = {
  running: 0,
  waiting: 1,
  paused: 2,
  needsModel: 2,
  failed: 3,
  cancelled: 3,
  someFailed: 3,
  done: 3,
};

/** What is being worked on first, then what waits, then what is paused, then what is over; each as the core lists it. */
export function inOrder(batches: readonly Batch[]): Batch[] {
  return batches.toSorted((a, b) => rank[batchState(a)] - rank[batchState(b)]);
}

/** How long it will take, as a range where its ends read differently. */
export function timeLeftWords(t: TFunction, left: { from: number; to: number }, language: string): string {
  const from = span(left.from, language);
  const to = span(left.to, language);
  return from === to ? t('queue.left', { time: to }) : t('queue.leftBetween', { from, to });
}

import type { BatchSummary } from '../../../../shared/contract/afterwards.ts';
import type { Batch } from '../../../../shared/contract/queue.ts';
import { sentenceOf } from '../../../../shared/errors.ts';
import { formatDuration } from '../duration.ts';

/** How a batch stands, in one word. */
export function batchState(batch: Batch): string {
  if (batch.status === 'completed') return batch.failedFiles > 0 ? 'done, with failures' : 'done';
  if (batch.status === 'failed') return 'failed';
  return batch.isPaused ? 'paused' : batch.status === 'running' ? 'running' : 'waiting';
}

/** How far a batch is, on one line. */
export function batchLine(batch: Batch): string {
  const left = batch.timeLeft
    ? `  ${formatDuration(batch.timeLeft.from)} to ${formatDuration(batch.timeLeft.to)} left`
    : '';
  const failed = batch.failedFiles > 0 ? `, ${batch.failedFiles} failed` : '';
  const share = Math.floor(batch.progress * 100);
  return `${batch.name}  ${batch.processedFiles} of ${batch.totalFiles} done${failed}  ${share} %${left}`;
}

/** What came of a batch, in a few lines. */
export function summaryText(summary: BatchSummary): string {
  const { done, failed, audioSeconds, seconds, filesWritten } = summary;
  const lines = [`${done} done, ${failed} failed.`];
  if (seconds && audioSeconds > 0) {
    const speed = (audioSeconds / seconds).toFixed(1);
    lines.push(
      `${formatDuration(audioSeconds)} of recordings in ${formatDuration(seconds)} (${speed}x real time).`,
    );
  }
  if (filesWritten > 0) lines.push(`${filesWritten} files written.`);
  for (const { failure, count } of summary.reasons) {
    lines.push(`${count} x ${failure ? sentenceOf(failure) : 'Cancelled.'}`);
  }
  for (const failure of summary.afterwardsFailures) lines.push(sentenceOf(failure));
  return lines.join('\n');
}

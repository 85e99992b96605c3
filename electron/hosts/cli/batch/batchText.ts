import type { BatchSummary } from '../../../../shared/contract/afterwards.ts';
import type { Batch } from '../../../../shared/contract/queue.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { failedCount, hasEnded, outcomeOf, outcomeWords } from '../../../../shared/endedBatches.ts';
import { sentenceOf } from '../../../../shared/errors.ts';
import { formatDuration } from '../duration.ts';

/** How a batch stands, in a few words. */
export function batchState(batch: Batch): string {
  if (hasEnded(batch)) return outcomeWords[outcomeOf(batch)];
  return batch.isPaused ? 'paused' : batch.status === 'running' ? 'running' : 'waiting';
}

/** How far a batch is, on one line. */
export function batchLine(batch: Batch): string {
  const left = batch.timeLeft
    ? `  ${formatDuration(batch.timeLeft.from)} to ${formatDuration(batch.timeLeft.to)} left`
    : '';
  const failed = failedCount(batch) > 0 ? `, ${failedCount(batch)} failed` : '';
  const waits = batch.needsModelFiles > 0 ? `, ${batch.needsModelFiles} waiting for a model` : '';
  const cancelled = batch.cancelledFiles > 0 ? `, ${batch.cancelledFiles} cancelled` : '';
  const share = Math.floor(batch.progress * 100);
  const sent = batch.sentSeconds > 0 ? `  ${formatDuration(batch.sentSeconds)} sent` : '';
  return `${batch.name}  ${batch.processedFiles} of ${batch.totalFiles} done${failed}${waits}${cancelled}  ${share} %${left}${sent}`;
}

/** What was sent to a server and what that costs by the price that is set; nothing where nothing was sent. */
export function spendText(
  seconds: number,
  { endpointPricePerMinute: price, endpointCurrency: currency }: Settings,
): string {
  if (seconds <= 0) return '';
  const cost = price > 0 ? `, about ${((seconds / 60) * price).toFixed(2)} ${currency}` : '';
  return `${formatDuration(seconds)} sent to a server${cost}.\n`;
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

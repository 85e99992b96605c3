import { setTimeout } from 'node:timers/promises';
import type { Batch } from '../../../shared/contract/queue.ts';
import type { DesktopWords } from '../../../shared/desktopWords.ts';
import { endedSince, failedCount, hasEnded, outcomeOf } from '../../../shared/endedBatches.ts';
import type { Core } from '../../core/core.ts';
import { notify } from './notification.ts';
import type { Speech } from './speech.ts';
import type { MainWindow } from './window.ts';

/** How much of the work under way is done, 0..1; null when nothing is under way. */
export function overallProgress(batches: readonly Batch[]): number | null {
  const underWay = batches.filter((batch) => !hasEnded(batch) && !batch.isPaused);
  const files = underWay.reduce((sum, batch) => sum + batch.totalFiles, 0);
  if (files === 0) return null;
  return underWay.reduce((sum, batch) => sum + batch.progress * batch.totalFiles, 0) / files;
}

/** What a person who went for lunch wants to know. */
export function noticeOf(batch: Batch, words: DesktopWords): { title: string; body: string } {
  const { name, processedFiles, cancelledFiles, needsModelFiles } = batch;
  const failed = failedCount(batch);
  const counts = [
    words.transcribed(processedFiles),
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(needsModelFiles > 0 ? [words.waitForModel(needsModelFiles)] : []),
    ...(cancelledFiles > 0 ? [words.cancelled(cancelledFiles)] : []),
  ];
  return { title: `${name}: ${words.end[outcomeOf(batch)]}`, body: `${counts.join(', ')}.` };
}

/** Milliseconds between two looks at the queue; events come for every window of every recording. */
const lookEvery = 500;

/**
 * Shows the progress of all work on the window's icon, and a notification when a batch ends while the window is not
 * in front. Runs until the signal is aborted.
 */
export async function followProgress(
  { client, host }: Pick<Core, 'client' | 'host'>,
  window: MainWindow,
  speech: Speech,
  signal: AbortSignal,
): Promise<void> {
  let last: readonly Batch[] = [];
  async function look() {
    const batches = await client.queue.batches({}, { signal });
    window.current()?.setProgressBar(overallProgress(batches) ?? -1);
    if (!window.current()?.isFocused()) {
      for (const batch of endedSince(last, batches)) notify(noticeOf(batch, speech.language().words), window);
    }
    last = batches;
  }

  let looking: Promise<void> | null = null;
  let isStale = false;
  async function lookUntilFresh() {
    do {
      isStale = false;
      await look();
      await setTimeout(lookEvery, undefined, { signal });
    } while (isStale);
  }
  function refresh() {
    isStale = true;
    looking ??= lookUntilFresh()
      .catch((error) => {
        if (!signal.aborted) host.log.error('The progress cannot be shown', error);
      })
      .finally(() => {
        looking = null;
      });
  }

  refresh();
  try {
    for await (const { type } of await client.events.subscribe(undefined, { signal })) {
      if (type === 'item' || type === 'batch' || type === 'everything') refresh();
    }
  } catch (error) {
    if (!signal.aborted) host.log.error('The progress is no longer followed', error);
  }
  await looking;
}

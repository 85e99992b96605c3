import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/queue.ts';
import { endedSince, failedCount, outcomeOf } from '../../../shared/endedBatches.ts';
import { useTrax } from '../../trax.ts';
import { batchName } from './batchView.ts';

/** Notifies a person who looks elsewhere of every batch that ends, once, where the page may and the host does not itself. */
export function useEndNotices(): void {
  const { api, host } = useTrax();
  const { t } = useTranslation();
  const batches = useQuery(api.queue.batches.queryOptions({ input: {} })).data;
  const before = useRef<readonly Batch[]>([]);
  useEffect(() => {
    if (!batches) return;
    const ended = endedSince(before.current, batches);
    before.current = batches;
    if (!host.notices || document.hasFocus()) return;
    for (const batch of ended) {
      const { id, endedAt, processedFiles, failedFiles, cancelledFiles, needsModelFiles } = batch;
      const failed = failedCount(batch);
      host.notices.show({
        // Two tabs say the same: the second takes the place of the first.
        tag: `${id} ${endedAt}`,
        title: `${batchName(t, batch)}: ${t(`queue.ended.${outcomeOf(batch)}`)}`,
        body: [
          t('queue.doneOf', { done: processedFiles, count: processedFiles + failedFiles }),
          failed > 0 && t('queue.failed', { count: failed }),
          needsModelFiles > 0 && t('queue.needModel', { count: needsModelFiles }),
          cancelledFiles > 0 && t('queue.cancelled', { count: cancelledFiles }),
        ]
          .filter(Boolean)
          .join(' · '),
      });
    }
  }, [batches, host, t]);
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EntryRow } from './EntryRow.tsx';

/** As many as a person reads at once; further ones are turned to. */
const pageSize = 100;

/** The recordings of a batch, a page at a time. */
export function EntryList({ batchId }: { batchId: string }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(
    api.queue.entries.queryOptions({
      input: { batchId, offset, limit: pageSize },
      placeholderData: keepPreviousData,
    }),
  );
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="flex h-11 items-center px-5">
        <Skeleton className="h-3 w-1/2" />
      </div>
    );
  }
  const last = Math.min(offset + pageSize, data.total);
  return (
    <>
      <ul>
        {data.entries.map((entry) => (
          <li key={entry.item.id}>
            <EntryRow entry={entry} />
          </li>
        ))}
      </ul>
      {data.total > pageSize && (
        <footer className="flex items-center justify-end gap-2 px-5 py-2 text-soft tabular-nums">
          {t('queue.shown', { from: offset + 1, to: last, total: data.total })}
          <Button size="small" disabled={offset === 0} onClick={() => setOffset(offset - pageSize)}>
            {t('common.previous')}
          </Button>
          <Button size="small" disabled={last === data.total} onClick={() => setOffset(last)}>
            {t('common.next')}
          </Button>
        </footer>
      )}
    </>
  );
}

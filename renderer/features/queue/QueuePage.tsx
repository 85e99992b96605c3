import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { classes } from '../../ui/classes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { WorkingComputers } from '../computers/ComputerList.tsx';
import { HoldNotice } from '../computers/HoldNotice.tsx';
import { AddButtons } from '../ingest/AddButtons.tsx';
import { SetupNotice } from '../library/SetupNotice.tsx';
import { BatchCard } from './BatchCard.tsx';
import { inOrder, openCount } from './batchView.ts';
import { EverythingButtons } from './EverythingButtons.tsx';
import { keepQueueFocus } from './keptFocus.ts';
import { NoticeButton } from './NoticeButton.tsx';

/** Wide enough for a long title and all that is said of it; the buttons above end where the batches do. */
const listWidth = 'max-w-6xl';
const pageWidth = 'max-w-[75rem]';

/** What is being done, what waits, and what went wrong. */
export function QueuePage() {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(api.queue.batches.queryOptions({ input: {} }));
  const open = data ? openCount(data) : 0;
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => (page.current ? keepQueueFocus(page.current) : undefined), []);
  return (
    <div ref={page} className="contents">
      <PageHeader
        title={titleOf(i18n, 'go.queue')}
        note={open > 0 ? t('queue.open', { count: open }) : undefined}
        className={pageWidth}
      >
        <NoticeButton />
        <EverythingButtons />
      </PageHeader>
      <div className="min-h-0 grow overflow-y-auto px-6 pb-6">
        {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Busy />}
        {data?.length === 0 && (
          <Notice icon={ListChecks} title={t('queue.emptyTitle')} text={t('queue.emptyText')}>
            <AddButtons />
          </Notice>
        )}
        {data && data.length > 0 && (
          <div className={classes(listWidth, 'flex flex-col gap-4')}>
            <SetupNotice />
            {open > 0 && <HoldNotice />}
            <WorkingComputers />
            {inOrder(data).map((batch) => (
              <BatchCard key={batch.id} batch={batch} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

function Busy() {
  return (
    <div className={classes(listWidth, 'flex flex-col gap-4')}>
      <Skeleton className="h-32 rounded-xl" />
      <Skeleton className="h-32 rounded-xl" />
    </div>
  );
}

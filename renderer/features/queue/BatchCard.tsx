import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/queue.ts';
import { failedCount, hasEnded } from '../../../shared/endedBatches.ts';
import { moment } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { classes } from '../../ui/classes.ts';
import { isHeld, spendWords } from '../computers/computersView.ts';
import { BatchButtons } from './BatchButtons.tsx';
import { BatchOutcome } from './BatchOutcome.tsx';
import { type BatchState, batchName, batchState, timeLeftWords } from './batchView.ts';
import { EntryList } from './EntryList.tsx';

/** A batch: its bar, its counts, its time left, and its recordings inside. */
export function BatchCard({ batch }: { batch: Batch }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const computers = useQuery(api.computers.view.queryOptions()).data;
  const name = batchName(t, batch);
  const [isOpen, setIsOpen] = useState(!hasEnded(batch) || batch.failedFiles > 0);
  const state = batchState(batch, computers !== undefined && isHeld(computers));
  const tone = state === 'failed' ? 'failed' : state === 'running' ? 'moving' : 'resting';
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setIsOpen} asChild>
      <section
        aria-label={name}
        data-batch={batch.id}
        className="@container rounded-xl border border-line bg-raised"
      >
        <header className="flex flex-col gap-3 px-5 py-4">
          <div className="flex items-center gap-3">
            <Collapsible.Trigger className="-ml-1 flex min-w-0 grow items-center gap-2 rounded-md text-left">
              <ChevronRight
                aria-hidden
                size={16}
                className={classes(
                  'shrink-0 text-soft transition-transform duration-100',
                  isOpen && 'rotate-90',
                )}
              />
              <h2 className="truncate font-medium text-base">{name}</h2>
              <span className="shrink-0 text-soft">{moment(batch.createdAt, i18n.language, new Date())}</span>
            </Collapsible.Trigger>
            <BatchButtons batch={batch} />
          </div>
          {!hasEnded(batch) && <Bar label={name} share={batch.progress} tone={tone} />}
          <BatchCounts batch={batch} state={state} />
          {hasEnded(batch) && <BatchOutcome batchId={batch.id} />}
        </header>
        <Collapsible.Content className="border-line border-t py-1.5">
          <EntryList batchId={batch.id} name={name} />
        </Collapsible.Content>
      </section>
    </Collapsible.Root>
  );
}

function BatchCounts({ batch, state }: { batch: Batch; state: BatchState }) {
  const { t, i18n } = useTranslation();
  const { api } = useTrax();
  const entries = useQuery(
    api.queue.entries.queryOptions({
      input: { batchId: batch.id, offset: 0, limit: 100 },
      enabled: !hasEnded(batch),
    }),
  ).data?.entries;
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const speed = (entries ?? []).reduce(
    (sum, { item }) => sum + (item.state === 'running' ? (item.speed ?? 0) : 0),
    0,
  );
  const words = [
    t(`batchState.${state}`),
    t('queue.doneOf', { done: batch.processedFiles, count: batch.totalFiles }),
    failedCount(batch) > 0 && t('queue.failed', { count: failedCount(batch) }),
    batch.needsModelFiles > 0 && t('queue.needModel', { count: batch.needsModelFiles }),
    batch.cancelledFiles > 0 && t('queue.cancelled', { count: batch.cancelledFiles }),
    !hasEnded(batch) && batch.timeLeft && timeLeftWords(t, batch.timeLeft, i18n.language),
    speed > 0 &&
      t('queue.speed', {
        factor: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(speed),
      }),
    settings && spendWords(t, batch.sentSeconds, settings, i18n.language),
  ];
  return <p className="text-soft tabular-nums">{words.filter(Boolean).join(' · ')}</p>;
}

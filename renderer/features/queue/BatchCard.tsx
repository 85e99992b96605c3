import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Pause, Play, RotateCw, X } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/queue.ts';
import { moment, span } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Bar } from '../../ui/Bar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { classes } from '../../ui/classes.ts';
import { batchState, isOver } from './batchView.ts';
import { EntryList } from './EntryList.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

/** A batch: its bar, its counts, its time left, and its recordings inside. */
export function BatchCard({ batch }: { batch: Batch }) {
  const { i18n } = useTranslation();
  const [isOpen, setIsOpen] = useState(!isOver(batch) || batch.failedFiles > 0);
  const state = batchState(batch);
  const tone = state === 'failed' ? 'failed' : state === 'running' ? 'moving' : 'resting';
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setIsOpen} asChild>
      <section aria-label={batch.name} className="rounded-xl border border-line bg-raised">
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
              <h2 className="truncate font-medium text-base">{batch.name}</h2>
              <span className="shrink-0 text-soft">{moment(batch.createdAt, i18n.language, new Date())}</span>
            </Collapsible.Trigger>
            <BatchButtons batch={batch} />
          </div>
          {!isOver(batch) && <Bar label={batch.name} share={batch.progress} tone={tone} />}
          <BatchCounts batch={batch} />
        </header>
        <Collapsible.Content className="border-line border-t py-1.5">
          <EntryList batchId={batch.id} />
        </Collapsible.Content>
      </section>
    </Collapsible.Root>
  );
}

function BatchCounts({ batch }: { batch: Batch }) {
  const { t, i18n } = useTranslation();
  const { api } = useTrax();
  const entries = useQuery(
    api.queue.entries.queryOptions({
      input: { batchId: batch.id, offset: 0, limit: 100 },
      enabled: !isOver(batch),
    }),
  ).data?.entries;
  const speed = (entries ?? []).reduce(
    (sum, { item }) => sum + (item.state === 'running' ? (item.speed ?? 0) : 0),
    0,
  );
  const words = [
    t(`batchState.${batchState(batch)}`),
    t('queue.doneOf', { done: batch.processedFiles, count: batch.totalFiles }),
    batch.failedFiles > 0 && t('queue.failed', { count: batch.failedFiles }),
    !isOver(batch) &&
      batch.secondsLeft !== null &&
      t('queue.left', { time: span(batch.secondsLeft, i18n.language) }),
    speed > 0 &&
      t('queue.speed', {
        factor: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(speed),
      }),
  ];
  return <p className="text-soft tabular-nums">{words.filter(Boolean).join(' · ')}</p>;
}

function BatchButtons({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const [asksToCancel, setAsksToCancel] = useState(false);
  const { pause, resume, cancel, retry } = useQueueCommands();
  const target = { batches: [batch.id] };
  if (isOver(batch)) {
    if (batch.failedFiles === 0) return null;
    return (
      <Button size="small" onClick={() => retry.mutate(target)}>
        <RotateCw aria-hidden size={14} />
        {t('queue.retryFailed')}
      </Button>
    );
  }
  return (
    <div className="flex gap-2">
      {batch.isPaused ? (
        <Button size="small" onClick={() => resume.mutate(target)}>
          <Play aria-hidden size={14} />
          {t('queue.resume')}
        </Button>
      ) : (
        <Button size="small" onClick={() => pause.mutate(target)}>
          <Pause aria-hidden size={14} />
          {t('queue.pause')}
        </Button>
      )}
      <Button size="small" look="quiet" onClick={() => setAsksToCancel(true)}>
        <X aria-hidden size={14} />
        {t('common.cancel')}
      </Button>
      <Confirm
        isOpen={asksToCancel}
        onClose={() => setAsksToCancel(false)}
        title={t('queue.cancelTitle', { name: batch.name })}
        description={t('queue.cancelText')}
        verb={t('queue.cancelBatch')}
        onConfirm={() => cancel.mutate(target)}
      />
    </div>
  );
}

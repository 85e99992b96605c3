import { useQuery } from '@tanstack/react-query';
import { Ellipsis, ListX, Pause, Play, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded } from '../../../shared/endedBatches.ts';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { StopAfterThis } from '../computers/StopAfterThis.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

/** What can be done with the whole queue as it stands. */
export function EverythingButtons() {
  const { api, actions } = useTrax();
  const { t, i18n } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { retryFailed, cancel, clearEnded } = useQueueCommands();
  const batches = useQuery(api.queue.batches.queryOptions({ input: {} })).data ?? [];
  const open = batches.filter((batch) => !hasEnded(batch));
  const items: MenuItem[] = [
    ...(batches.some((batch) => batch.failedFiles > 0)
      ? [{ label: t('queue.retryAll'), icon: RotateCw, run: () => retryFailed() }]
      : []),
    ...(batches.some(hasEnded)
      ? [{ label: t('queue.clearEnded'), icon: ListX, run: () => clearEnded() }]
      : []),
    ...(open.length > 0
      ? [{ label: t('queue.cancelAll'), icon: X, run: () => setAsks(true), isDangerous: true }]
      : []),
  ];
  return (
    <>
      {open.some((batch) => !batch.isPaused) && <StopAfterThis />}
      {open.some((batch) => batch.isPaused) && (
        <Button data-control="everything" onClick={() => actions.run('queue.resumeAll')}>
          <Play aria-hidden size={15} />
          {titleOf(i18n, 'queue.resumeAll')}
        </Button>
      )}
      {open.some((batch) => !batch.isPaused) && (
        <Button data-control="everything" onClick={() => actions.run('queue.pauseAll')}>
          <Pause aria-hidden size={15} />
          {titleOf(i18n, 'queue.pauseAll')}
        </Button>
      )}
      {items.length > 0 && (
        <Menu
          items={items}
          trigger={<IconButton icon={Ellipsis} look="plain" label={t('queue.moreOfQueue')} />}
        />
      )}
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('queue.cancelAllTitle')}
        description={t('queue.cancelText')}
        verb={t('queue.cancelAll')}
        instead={t('queue.dontCancel')}
        onConfirm={() => cancel({ everything: true })}
      />
    </>
  );
}

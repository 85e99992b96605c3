import {
  ArrowDownToLine,
  ArrowUpToLine,
  Ellipsis,
  Pause,
  Play,
  RotateCw,
  SlidersHorizontal,
  Trash2,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../../../shared/contract/queue.ts';
import { failedCount, hasEnded } from '../../../shared/endedBatches.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { batchName } from './batchView.ts';
import { TargetSettings } from './TargetSettings.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

/** What can be done with a batch as it stands: the next thing as a button, the rest in a menu. */
export function BatchButtons({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const name = batchName(t, batch);
  const [asks, setAsks] = useState<'cancel' | 'remove' | 'settings' | null>(null);
  const { pause, resume, cancel, retry, move, remove } = useQueueCommands();
  const target = { batches: [batch.id] };
  const retryWords = t(failedCount(batch) > 0 ? 'queue.retryFailed' : 'queue.retry');
  const close = () => setAsks(null);
  const open: MenuItem[] = [
    {
      label: t('queue.moveToFront'),
      icon: ArrowUpToLine,
      run: () => move(target, 'first'),
    },
    {
      label: t('queue.moveToEnd'),
      icon: ArrowDownToLine,
      run: () => move(target, 'last'),
    },
    { label: t('queue.changeSettings'), icon: SlidersHorizontal, run: () => setAsks('settings') },
  ];
  const items: MenuItem[] = [
    ...(hasEnded(batch) ? [] : open),
    ...(!hasEnded(batch) && batch.failedFiles > 0
      ? [{ label: retryWords, icon: RotateCw, run: () => retry(target) }]
      : []),
    ...(hasEnded(batch)
      ? []
      : [{ label: t('queue.cancelBatch'), icon: X, run: () => setAsks('cancel'), isDangerous: true }]),
    { label: t('queue.remove'), icon: Trash2, run: () => setAsks('remove'), isDangerous: true },
  ];
  return (
    <div className="flex gap-2">
      {hasEnded(batch) && batch.failedFiles > 0 && (
        <Button size="small" onClick={() => retry(target)}>
          <RotateCw aria-hidden size={14} />
          {retryWords}
        </Button>
      )}
      {!hasEnded(batch) &&
        (batch.isPaused ? (
          <Button size="small" onClick={() => resume(target)}>
            <Play aria-hidden size={14} />
            {t('queue.resume')}
          </Button>
        ) : (
          <Button size="small" onClick={() => pause(target)}>
            <Pause aria-hidden size={14} />
            {t('queue.pause')}
          </Button>
        ))}
      <Menu
        items={items}
        trigger={
          <IconButton
            icon={Ellipsis}
            size="small"
            label={t('queue.verbOf', { verb: t('queue.more'), title: name })}
          />
        }
      />
      <Confirm
        isOpen={asks === 'cancel'}
        onClose={close}
        title={t('queue.cancelTitle', { name })}
        description={t('queue.cancelText')}
        verb={t('queue.cancelBatch')}
        instead={t('queue.dontCancel')}
        onConfirm={() => cancel(target)}
      />
      <Confirm
        isOpen={asks === 'remove'}
        onClose={close}
        title={t('queue.removeTitle', { name })}
        description={t('queue.removeText')}
        verb={t('queue.remove')}
        onConfirm={() => remove(target)}
      />
      {asks === 'settings' && <TargetSettings target={target} onClose={close} />}
    </div>
  );
}

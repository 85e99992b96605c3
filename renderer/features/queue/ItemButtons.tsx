import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/contract/queue.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { commandsFor } from './itemView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

/** Pause, resume, cancel, retry: those that the item allows now. */
export function ItemButtons({ item, title }: { item: Item; title: string }) {
  const { t } = useTranslation();
  const offered = commandsFor(item.state);
  const { pause, resume, cancel, retry } = useQueueCommands();
  const target = { items: [item.id] };
  const name = (verb: string) => t('queue.verbOf', { verb, title });
  return (
    <div className="flex shrink-0 justify-end gap-0.5">
      {offered.retry && (
        <IconButton
          icon={RotateCw}
          size="small"
          label={name(t('queue.retry'))}
          onClick={() => retry(target)}
        />
      )}
      {offered.pause && (
        <IconButton icon={Pause} size="small" label={name(t('queue.pause'))} onClick={() => pause(target)} />
      )}
      {offered.resume && (
        <IconButton icon={Play} size="small" label={name(t('queue.resume'))} onClick={() => resume(target)} />
      )}
      {offered.cancel && (
        <IconButton icon={X} size="small" label={name(t('common.cancel'))} onClick={() => cancel(target)} />
      )}
    </div>
  );
}

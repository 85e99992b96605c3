import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/contract/queue.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { commandsFor, isUnreadable } from './itemView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const icons = { retry: RotateCw, pause: Pause, resume: Play, cancel: X } as const;

/** Pause, resume, cancel, retry: those that the item allows now. */
export function ItemButtons(props: { item: Item; title: string; tabIndex?: number }) {
  const { item, title, tabIndex } = props;
  const { t } = useTranslation();
  const commands = useQueueCommands();
  const offered = commandsFor(item.state);
  const verbs = {
    retry: t('queue.retry'),
    pause: t('queue.pause'),
    resume: t('queue.resume'),
    cancel: t('common.cancel'),
  };
  return (
    <div className="flex shrink-0 justify-end gap-0.5">
      {(['retry', 'pause', 'resume', 'cancel'] as const)
        .filter((command) => offered[command] && !(command === 'retry' && isUnreadable(item)))
        .map((command) => (
          <IconButton
            key={command}
            data-control={command === 'cancel' ? 'cancel' : 'act'}
            icon={icons[command]}
            size="small"
            tabIndex={tabIndex}
            label={t('queue.verbOf', { verb: verbs[command], title })}
            onClick={() => commands[command]({ items: [item.id] })}
          />
        ))}
    </div>
  );
}

import { Pause, Play, RotateCw, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/contract/queue.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { commandsFor, type ItemCommand } from './itemView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const icons = { retry: RotateCw, pause: Pause, resume: Play, cancel: X } as const;

interface ItemButtonsProps {
  item: Item;
  title: string;
  tabIndex?: number;
}

/** Pause, resume, cancel, retry: those that the item allows now. Most of a library allows none, and costs nothing. */
export function ItemButtons(props: ItemButtonsProps) {
  const offered = commandsFor(props.item);
  return offered.length > 0 && <Buttons {...props} offered={offered} />;
}

function Buttons(props: ItemButtonsProps & { offered: readonly ItemCommand[] }) {
  const { item, title, tabIndex, offered } = props;
  const { t } = useTranslation();
  const commands = useQueueCommands();
  const verbs = {
    retry: t('queue.retry'),
    pause: t('queue.pause'),
    resume: t('queue.resume'),
    cancel: t('common.cancel'),
  };
  return (
    <div className="flex shrink-0 justify-end gap-0.5">
      {offered.map((command) => (
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

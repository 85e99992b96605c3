import { ArrowDownToLine, ArrowUpToLine, Ellipsis, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/contract/queue.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { isMovable } from './moving.ts';
import { TargetSettings } from './TargetSettings.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

/** What else can be done with a recording in the queue, beside what its buttons do. */
export function ItemMenu({ item, title }: { item: Item; title: string }) {
  const { t } = useTranslation();
  const [showsSettings, setShowsSettings] = useState(false);
  const { move, remove } = useQueueCommands();
  const target = { items: [item.id] };
  const open: MenuItem[] = [
    { label: t('queue.moveToFront'), icon: ArrowUpToLine, run: () => move(target, 'first') },
    { label: t('queue.moveToEnd'), icon: ArrowDownToLine, run: () => move(target, 'last') },
    { label: t('queue.changeSettings'), icon: SlidersHorizontal, run: () => setShowsSettings(true) },
  ];
  const items: MenuItem[] = [
    ...(isMovable(item) ? open : []),
    { label: t('queue.remove'), icon: Trash2, run: () => remove(target), isDangerous: true },
  ];
  return (
    <>
      <Menu
        items={items}
        trigger={
          <IconButton
            icon={Ellipsis}
            size="small"
            label={t('queue.verbOf', { verb: t('queue.more'), title })}
          />
        }
      />
      {showsSettings && <TargetSettings target={target} onClose={() => setShowsSettings(false)} />}
    </>
  );
}

import { ArrowDownToLine, ArrowUpToLine, Ellipsis, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/contract/queue.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { isMovable } from './moving.ts';
import { TargetSettings } from './TargetSettings.tsx';
import { useQueueCommands } from './useQueueCommands.ts';

/** What else can be done with a recording in the queue, beside what its buttons do. */
export function ItemMenu({ item, title, tabIndex }: { item: Item; title: string; tabIndex: number }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'remove' | 'settings' | null>(null);
  const { move, remove } = useQueueCommands();
  const target = { items: [item.id] };
  // What was transcribed of it goes, and no undo brings that back.
  const isBegun = item.state !== 'done' && item.progress > 0;
  const open: MenuItem[] = [
    { label: t('queue.moveToFront'), icon: ArrowUpToLine, run: () => move(target, 'first') },
    { label: t('queue.moveToEnd'), icon: ArrowDownToLine, run: () => move(target, 'last') },
    { label: t('queue.changeSettings'), icon: SlidersHorizontal, run: () => setAsks('settings') },
  ];
  const items: MenuItem[] = [
    ...(isMovable(item) ? open : []),
    {
      label: t('queue.remove'),
      icon: Trash2,
      run: () => (isBegun ? setAsks('remove') : remove(target)),
      isDangerous: true,
    },
  ];
  return (
    <>
      <Menu
        items={items}
        trigger={
          <IconButton
            data-control="more"
            icon={Ellipsis}
            size="small"
            tabIndex={tabIndex}
            label={t('queue.verbOf', { verb: t('queue.more'), title })}
          />
        }
      />
      <Confirm
        isOpen={asks === 'remove'}
        onClose={() => setAsks(null)}
        title={t('queue.removeTitle', { name: title })}
        description={t('queue.removeItemText')}
        verb={t('queue.remove')}
        onConfirm={() => remove(target)}
      />
      {asks === 'settings' && <TargetSettings target={target} onClose={() => setAsks(null)} />}
    </>
  );
}

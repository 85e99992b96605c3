import { Ellipsis, Pause, Play, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchFolder } from '../../../shared/contract/watchFolders.ts';
import { sayNext, sayWhat } from '../../failure.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useWatchFolderCommands } from './useWatchFolderCommands.ts';

const dots: Record<WatchFolder['state'], string> = {
  watching: 'bg-accent',
  paused: 'bg-line-strong',
  away: 'bg-warning',
  elsewhere: 'bg-line-strong',
  idle: 'bg-line-strong',
};

/** One watch folder: where it is, how it stands, and what can be done with it. */
export function WatchFolderRow({ folder, onEdit }: { folder: WatchFolder; onEdit: () => void }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { update, remove } = useWatchFolderCommands();
  const { path, state, taken, waiting, failure, isPaused } = folder;
  const name = (verb: string) => t('queue.verbOf', { verb, title: path });
  const facts = [
    t(`watch.state.${state}`),
    t('watch.taken', { count: taken }),
    waiting > 0 && t('watch.waiting', { count: waiting }),
  ];
  return (
    <li className="flex min-h-14 items-center gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <span aria-hidden className={classes('size-2 shrink-0 rounded-full', dots[state])} />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">{path}</p>
        <p className="text-soft text-xs tabular-nums">{facts.filter(Boolean).join(' · ')}</p>
        {failure && (
          <p className="mt-0.5 wrap-anywhere text-xs">
            {/* That it is not there is its state. */}
            {failure.code !== 'FOLDER_AWAY' && <span className="text-warning">{sayWhat(t, failure)} </span>}
            {sayNext(t, failure)}
          </p>
        )}
      </div>
      <IconButton
        icon={isPaused ? Play : Pause}
        size="small"
        label={name(isPaused ? t('queue.resume') : t('queue.pause'))}
        onClick={() => update.mutate({ id: folder.id, isPaused: !isPaused })}
      />
      <Menu
        items={[
          { label: t('queue.changeSettings'), icon: SlidersHorizontal, run: onEdit },
          { label: t('watch.remove'), icon: Trash2, run: () => setAsks(true), isDangerous: true },
        ]}
        trigger={<IconButton icon={Ellipsis} size="small" label={name(t('queue.more'))} />}
      />
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('watch.removeTitle', { path })}
        description={t('watch.removeText')}
        verb={t('watch.remove')}
        onConfirm={() => remove.mutate({ id: folder.id })}
      />
    </li>
  );
}

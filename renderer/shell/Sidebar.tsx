import { useQuery } from '@tanstack/react-query';
import { AudioLines, Keyboard, Library, ListChecks, type LucideIcon, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ActionId } from '../../shared/actions.ts';
import { Shelves } from '../features/library/Shelves.tsx';
import { openCount } from '../features/queue/batchView.ts';
import { grouped } from '../format.ts';
import { titleOf } from '../i18n.ts';
import { hashOf, type Place } from '../place.ts';
import { useTrax } from '../trax.ts';
import { classes } from '../ui/classes.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { EngineState } from './EngineState.tsx';

const entries = [
  { place: { name: 'library' }, icon: Library, action: 'go.library' },
  { place: { name: 'queue' }, icon: ListChecks, action: 'go.queue' },
  { place: { name: 'settings' }, icon: Settings, action: 'go.settings' },
] as const satisfies { place: Place; icon: LucideIcon; action: ActionId }[];

/** A shelf of the library has a line of its own; every section of the settings is in the settings. */
function isSamePlace(place: Place, target: Place): boolean {
  return place.name === target.name && !(place.name === 'library' && place.shelf);
}

export function Sidebar({ place, onShortcuts }: { place: Place; onShortcuts: () => void }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const batches = useQuery(api.queue.batches.queryOptions({ input: {} }));
  const open = openCount(batches.data ?? []);
  return (
    <aside
      aria-label={t('shell.sidebar')}
      className="flex w-52 shrink-0 flex-col border-line border-r bg-side"
    >
      <div className="flex select-none items-center gap-2.5 px-5 pt-5 pb-4">
        <AudioLines aria-hidden size={20} className="text-accent-text" />
        <span className="font-semibold text-base tracking-tight">Trax</span>
      </div>
      <nav aria-label={t('shell.places')} className="flex shrink-0 flex-col gap-0.5 px-3">
        {entries.map(({ place: target, icon: Icon, action }) => {
          const isHere =
            isSamePlace(place, target) || (place.name === 'recording' && target.name === 'library');
          return (
            <a
              key={target.name}
              href={hashOf(target)}
              draggable={false}
              aria-current={isHere ? 'page' : undefined}
              className={classes(
                'flex h-8 select-none items-center gap-2.5 rounded-lg px-2.5',
                isHere ? 'bg-accent-soft font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink',
              )}
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} className={isHere ? 'text-accent-text' : ''} />
              {titleOf(i18n, action)}
              {target.name === 'queue' && open > 0 && (
                <span className="ml-auto text-soft text-xs tabular-nums">
                  <span aria-hidden>{grouped(open, i18n.language)}</span>
                  <span className="sr-only">{t('queue.open', { count: open })}</span>
                </span>
              )}
            </a>
          );
        })}
      </nav>
      <Shelves place={place} />
      <span className="grow" />
      <div className="flex items-end justify-between gap-2 border-line border-t py-3 pr-2 pl-5">
        <EngineState />
        <IconButton
          icon={Keyboard}
          label={titleOf(i18n, 'help.shortcuts')}
          caps={['?']}
          size="small"
          onClick={onShortcuts}
        />
      </div>
    </aside>
  );
}

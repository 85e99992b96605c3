import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { AudioLines, CornerDownRight, Search, Zap } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { hashOf, type Place } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { Caps } from '../../ui/Caps.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useCapsOf } from '../../useBindings.ts';
import { goTo } from '../../usePlace.ts';
import { type Entry, entriesNow, ranked } from './entries.ts';
import { noteRecent, readRecent } from './recent.ts';
import { usePaletteRecordings } from './usePaletteRecordings.ts';

/** Everything that can be done and every recording, found by typing a few letters. */
export function Palette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { remember, giveBack } = useFocusReturn();
  const chosen = useRef<(() => void) | null>(null);
  const choose = (run: () => void) => {
    chosen.current = run;
    onClose();
  };
  /** Only when the focus is where it was before: actions look at what has it. */
  const runChosen = () => {
    const run = chosen.current;
    chosen.current = null;
    if (run) setTimeout(run);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={(event) => {
            giveBack(event);
            runChosen();
          }}
          className="fixed top-[12vh] left-1/2 z-40 w-150 max-w-[calc(100vw-3rem)] -translate-x-1/2 animate-appear overflow-hidden rounded-xl bg-raised shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">{titleOf(i18n, 'palette.open')}</Dialog.Title>
          <Contents label={t('palette.label')} onChoose={choose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Contents({ label, onChoose }: { label: string; onChoose: (run: () => void) => void }) {
  const { api, actions } = useTrax();
  const { t, i18n } = useTranslation();
  const capsOf = useCapsOf();
  const [typed, setTyped] = useState('');
  const [recent] = useState(() => readRecent(window.localStorage));
  const { collections = [], tags = [] } = useQuery(api.collections.shelves.queryOptions()).data ?? {};
  const titles = (id: Parameters<typeof titleOf>[1]) => titleOf(i18n, id);
  const entries = ranked(entriesNow(t, titles, actions, { collections, tags }), typed, recent);
  const recordings = usePaletteRecordings(typed, recent);

  const go = (place: Place) => onChoose(() => goTo(place));
  const choose = (entry: Entry) => {
    noteRecent(window.localStorage, entry.id);
    if ('place' in entry) go(entry.place);
    else onChoose(() => actions.run(entry.action));
  };

  const isTyped = typed.trim() !== '';
  const recordingGroup = recordings.length > 0 && (
    <Group title={isTyped ? t('palette.recordings') : t('palette.recent')}>
      {recordings.map(({ id, title }) => {
        const place = { name: 'recording', id, at: null } as const;
        return (
          <Line key={id} id={hashOf(place)} onChoose={() => go(place)}>
            <AudioLines aria-hidden size={15} className="shrink-0 text-soft" />
            <span className="truncate">{title}</span>
          </Line>
        );
      })}
    </Group>
  );
  const actionGroup = entries.length > 0 && (
    <Group title={t('palette.actions')}>
      {entries.map((entry) => (
        <Line key={entry.id} id={entry.id} onChoose={() => choose(entry)}>
          {'place' in entry ? (
            <CornerDownRight aria-hidden size={15} className="shrink-0 text-soft" />
          ) : (
            <Zap aria-hidden size={15} className="shrink-0 text-soft" />
          )}
          <span dir="auto" className="grow truncate text-left">
            {entry.title}
          </span>
          {'action' in entry && <Caps caps={capsOf(entry.action) ?? []} />}
        </Line>
      ))}
    </Group>
  );

  return (
    <Command shouldFilter={false} loop label={label}>
      <div className="flex items-center gap-3 border-line border-b px-4">
        <Search aria-hidden size={16} className="shrink-0 text-soft" />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t('palette.placeholder')}
          className="h-12 w-full bg-transparent text-base outline-none placeholder:text-soft"
        />
      </div>
      <Command.List label={label} className="max-h-[55vh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-soft">{t('palette.nothing')}</Command.Empty>
        {isTyped && actionGroup}
        {recordingGroup}
        {!isTyped && actionGroup}
      </Command.List>
    </Command>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-soft **:[[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

function Line({ id, onChoose, children }: { id: string; onChoose: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={id}
      onSelect={onChoose}
      className="flex h-9 items-center gap-3 rounded-md px-3 data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  );
}

import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Recording, RecordingView } from '../../../shared/contract/library.ts';
import { isMac } from '../../platform.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';
import { goTo } from '../../usePlace.ts';
import { clicked, nothingSelected, rangeTo, rowAfter, type Selection } from './selection.ts';
import { useLibraryCommands } from './useLibraryCommands.ts';
import { idsBetween } from './useRecordings.ts';

interface RowKeysOptions {
  view: RecordingView;
  count: number;
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  /** Begins to rename a recording in its row; null ends it. */
  onRename: (id: string | null) => void;
}

/** Selecting and opening rows with mouse and keyboard, as lists of files do. */
export function useRowKeys({ view, count, scroller, scrollTo, onRename }: RowKeysOptions) {
  const trax = useTrax();
  const [tabStop, setTabStop] = useState(0);
  const wanted = useRef<number | null>(null);
  const { mutate: select } = useCommand(async (range: { from: number; to: number }) => {
    const ids = await idsBetween(trax, view, range);
    const { anchor, set } = trax.selection.getState();
    set({ ids: new Set(ids), anchor: anchor ?? range.from });
  });

  const { bin } = useLibraryCommands();

  const focusRow = useCallback(
    (index: number) => {
      setTabStop(index);
      scrollTo(index);
      wanted.current = index;
    },
    [scrollTo],
  );
  // A row far away is drawn, and its recording fetched, some renders after it was asked for.
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    wanted.current = null;
  });

  const onClick = useCallback(
    (event: MouseEvent, recording: Recording, index: number) => {
      const selection = trax.selection.getState();
      setTabStop(index);
      if (event.shiftKey) select(rangeTo(selection.anchor, index));
      else selection.set(clicked(selection, { id: recording.id, index }, event.ctrlKey || event.metaKey));
    },
    [trax, select],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (!row || event.target !== row) return;
    const index = Number(row.dataset.row);
    const id = row.dataset.id;
    const selection = trax.selection.getState();
    const mod = isMac(navigator) ? event.metaKey : event.ctrlKey;
    const next = mod ? null : rowAfter(event.key, index, count, 10);
    if (next !== null) {
      focusRow(next);
      if (event.shiftKey) select(rangeTo(selection.anchor ?? index, next));
    } else if (event.key === 'Enter' && id) goTo({ name: 'recording', id, at: null });
    else if (event.key === ' ' && id) selection.set(clicked(selection, { id, index }, true));
    else if (mod && event.key === 'a') select({ from: 0, to: count - 1 });
    else if (event.key === 'F2' && id && !view.isBin) {
      setTabStop(index);
      onRename(id);
    } else if (event.key === 'Delete' && !view.isBin) bin.mutate(idsToBin(selection, id));
    else if (event.key === 'Escape') selection.set(nothingSelected);
    else return;
    event.preventDefault();
  };

  const onRenamed = useCallback(
    (index: number, goesBack: boolean) => {
      onRename(null);
      if (goesBack) focusRow(index);
    },
    [onRename, focusRow],
  );

  return { onRenamed, tabStop: Math.min(tabStop, Math.max(0, count - 1)), onClick, onKeyDown };
}

/** Everything that is selected, if the row is among it or nothing is; else the row alone. */
function idsToBin({ ids }: Selection, id: string | undefined): string[] {
  return id && !ids.has(id) ? [id] : [...ids];
}

import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Recording } from '../../../shared/contract/library.ts';
import { isMac } from '../../platform.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';
import { goTo } from '../../usePlace.ts';
import type { ListView } from './paging.ts';
import { clicked, nothingSelected, rangeTo, rowAfter } from './selection.ts';
import { idsBetween } from './useRecordings.ts';

interface RowKeysOptions {
  view: ListView;
  count: number;
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
}

/** Selecting and opening rows with mouse and keyboard, as lists of files do. */
export function useRowKeys({ view, count, scroller, scrollTo }: RowKeysOptions) {
  const trax = useTrax();
  const [tabStop, setTabStop] = useState(0);
  const wanted = useRef<number | null>(null);
  const select = useCommand(async (range: { from: number; to: number }) => {
    const ids = await idsBetween(trax, view, range);
    const { anchor, set } = trax.selection.getState();
    set({ ids: new Set(ids), anchor: anchor ?? range.from });
  });

  const focusRow = (index: number) => {
    setTabStop(index);
    scrollTo(index);
    wanted.current = index;
  };
  // A row far away is drawn, and its recording fetched, some renders after it was asked for.
  useEffect(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    wanted.current = null;
  });

  const onClick = (event: MouseEvent, recording: Recording, index: number) => {
    const selection = trax.selection.getState();
    setTabStop(index);
    if (event.shiftKey) select.mutate(rangeTo(selection.anchor, index));
    else selection.set(clicked(selection, { id: recording.id, index }, event.ctrlKey || event.metaKey));
  };

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
      if (event.shiftKey) select.mutate(rangeTo(selection.anchor ?? index, next));
    } else if (event.key === 'Enter' && id) goTo({ name: 'recording', id, at: null });
    else if (event.key === ' ' && id) selection.set(clicked(selection, { id, index }, true));
    else if (mod && event.key === 'a') select.mutate({ from: 0, to: count - 1 });
    else if (event.key === 'Escape') selection.set(nothingSelected);
    else return;
    event.preventDefault();
  };

  return { tabStop: Math.min(tabStop, Math.max(0, count - 1)), onClick, onKeyDown };
}

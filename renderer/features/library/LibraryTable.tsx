import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordingView } from '../../../shared/contract/library.ts';
import { useTrax } from '../../trax.ts';
import { RecordingRow } from './RecordingRow.tsx';
import { nothingSelected } from './selection.ts';
import { type Choices, queryOf, type Shelf } from './shelf.ts';
import { TableHeader } from './TableHeader.tsx';
import { type Listing, useRecordings } from './useRecordings.ts';
import { useRowKeys } from './useRowKeys.ts';

/** Rem, so that rows grow with the text. */
const rowHeight = 2.75;
const headerHeight = 2;

interface LibraryTableProps {
  shelf: Shelf | undefined;
  choices: Choices;
  /** What is listed: the choices, or those before them while theirs is asked for. */
  view: RecordingView;
  listing: Listing;
}

/** Rows as far as they are in sight; everything else is only a height. */
export function LibraryTable({ shelf, choices, view, listing }: LibraryTableProps) {
  const { t } = useTranslation();
  const { selection, browsing } = useTrax();
  const scroller = useRef<HTMLDivElement>(null);
  const [renamed, setRenamed] = useState<string | null>(null);
  const place = queryOf(shelf);
  const { total, atLeast, isOld } = listing;
  const count = atLeast ?? 12;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * rem,
    overscan: 8,
    initialOffset: browsing.getState().scrolled[place] ?? 0,
    // The header lies over the first rows.
    scrollPaddingStart: headerHeight * rem,
  });
  const rows = virtual.getVirtualItems();
  const recordingAt = useRecordings(view, rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0);
  const selected = useStore(selection, (state) => state.ids);
  const keys = useRowKeys({
    view,
    count,
    scroller,
    scrollTo: virtual.scrollToIndex,
    onRename: setRenamed,
  });
  useEffect(() => () => selection.getState().set(nothingSelected), [selection]);
  useEffect(
    () => () => browsing.getState().leave(place, virtual.scrollOffset ?? 0),
    [browsing, place, virtual],
  );

  return (
    <div ref={scroller} className="@container min-h-0 grow overflow-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are selected and opened by keyboard, as in a grid.
        role="grid"
        aria-label={t('library.title')}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-multiselectable
        aria-busy={atLeast === null || isOld}
        className="block min-w-[42.5rem]"
      >
        <TableHeader choices={choices} />
        <tbody
          className="relative block"
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={keys.onKeyDown}
        >
          {rows.map(({ index, start, size }) => {
            const recording = recordingAt(index);
            return (
              <RecordingRow
                key={recording?.id ?? index}
                recording={recording}
                index={index}
                isSelected={recording !== undefined && selected.has(recording.id)}
                isTabStop={index === keys.tabStop}
                isRenamed={recording !== undefined && recording.id === renamed}
                onRenamed={keys.onRenamed}
                onClick={keys.onClick}
                start={start}
                size={size}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTrax } from '../../trax.ts';
import { classes } from '../../ui/classes.ts';
import { columnGrid, columns, sortedBy } from './columns.ts';
import type { ListView } from './paging.ts';
import { RecordingRow } from './RecordingRow.tsx';
import { nothingSelected } from './selection.ts';
import { useRecordings } from './useRecordings.ts';
import { useRowKeys } from './useRowKeys.ts';

/** Rem, so that rows grow with the text. */
const rowHeight = 2.75;
const headerHeight = 2;

interface LibraryTableProps {
  view: ListView;
  /** How many rows there are; null while that is asked. */
  total: number | null;
  onView: (view: ListView) => void;
}

/** Rows as far as they are in sight; everything else is only a height. */
export function LibraryTable({ view, total, onView }: LibraryTableProps) {
  const { t } = useTranslation();
  const { selection } = useTrax();
  const scroller = useRef<HTMLDivElement>(null);
  const count = total ?? 12;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * rem,
    overscan: 8,
    // The header lies over the first rows.
    scrollPaddingStart: headerHeight * rem,
  });
  const rows = virtual.getVirtualItems();
  const recordingAt = useRecordings(view, rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0);
  const selected = useStore(selection, (state) => state.ids);
  const keys = useRowKeys({ view, count, scroller, scrollTo: (index) => virtual.scrollToIndex(index) });
  useEffect(() => () => selection.getState().set(nothingSelected), [selection]);

  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are selected and opened by keyboard, as in a grid.
        role="grid"
        aria-label={t('library.title')}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-multiselectable
        aria-busy={total === null}
        className="block"
      >
        <TableHeader view={view} onView={onView} />
        <tbody
          className="relative block"
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={keys.onKeyDown}
        >
          {rows.map(({ index, start, size }) => {
            const recording = total === null ? undefined : recordingAt(index);
            return (
              <RecordingRow
                key={recording?.id ?? index}
                recording={recording}
                index={index}
                isSelected={recording !== undefined && selected.has(recording.id)}
                isTabStop={index === keys.tabStop}
                onClick={keys.onClick}
                style={{ height: size, transform: `translateY(${start}px)` }}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function TableHeader({ view, onView }: { view: ListView; onView: (view: ListView) => void }) {
  const { t } = useTranslation();
  const Arrow = view.descending ? ArrowDown : ArrowUp;
  return (
    <thead className="sticky top-0 z-10 block border-line border-b bg-page">
      <tr className={classes(columnGrid, 'h-8 text-soft text-xs')}>
        {columns.map(({ name, order }) => {
          const isSorted = order === view.order;
          return (
            <th
              key={name}
              scope="col"
              aria-sort={isSorted ? (view.descending ? 'descending' : 'ascending') : undefined}
              className={name === 'duration' ? 'text-right font-normal' : 'text-left font-normal'}
            >
              {order ? (
                <button
                  type="button"
                  className={classes(
                    'inline-flex items-center gap-1 rounded hover:text-ink',
                    isSorted && 'text-ink',
                  )}
                  onClick={() => onView(sortedBy(view, order))}
                >
                  {t(`library.column.${name}`)}
                  {isSorted && <Arrow aria-hidden size={12} />}
                </button>
              ) : (
                t(`library.column.${name}`)
              )}
            </th>
          );
        })}
        <th scope="col">
          <span className="sr-only">{t('library.column.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

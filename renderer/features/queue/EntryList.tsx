import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { QueueEntry } from '../../../shared/contract/queue.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EntryRow } from './EntryRow.tsx';
import { useEntries, useEntryCount, useLatestEntry } from './useEntries.ts';
import { useMoving } from './useMoving.ts';

/** Rem, of a row without a failure. */
const rowHeight = 2.75;

/** The recordings of a batch, as far as they are in sight; everything else is only a height. */
export function EntryList({ batchId, name }: { batchId: string; name: string }) {
  const { data, error, refetch } = useEntryCount(batchId);
  const scroller = useRef<HTMLDivElement>(null);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const total = data?.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight * rem,
    overscan: 8,
  });
  // What is being worked on is seen first, however many are done; from then on the list stays where people left it.
  const firstOpen = data?.firstOpen ?? null;
  const hasFound = useRef(false);
  useEffect(() => {
    if (firstOpen === null || hasFound.current) return;
    hasFound.current = true;
    if (firstOpen > 1 && firstOpen < total) virtual.scrollToIndex(firstOpen - 1, { align: 'start' });
  }, [firstOpen, total, virtual]);
  const rows = virtual.getVirtualItems();
  const entryAt = useEntries(batchId, rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0);
  const latestEntry = useLatestEntry(batchId);
  const moving = useMoving((index) => latestEntry(index)?.item);
  // By what it is, for it may move.
  const [current, setCurrent] = useState<string | null>(null);
  const reachable = (rows.find(({ index }) => rowOf(entryAt(index)) === current) ?? rows[0])?.index;
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <div ref={scroller} className="max-h-[60vh] overflow-y-auto">
      <ul aria-label={name} className="relative" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const entry = entryAt(index);
          const id = entry?.item.id;
          const row = rowOf(entry);
          const line = moving.drop && typeof moving.drop === 'object' ? moving.drop : {};
          return (
            <li
              key={row ?? index}
              ref={virtual.measureElement}
              data-index={index}
              data-row={row}
              aria-setsize={total}
              aria-posinset={index + 1}
              className={classes(
                'absolute inset-x-0 top-0 border-y-2 border-transparent',
                'before' in line && line.before === id && 'border-t-accent',
                'after' in line && line.after === id && 'border-b-accent',
              )}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => row && setCurrent(row)}
              {...moving.rowProps(index)}
            >
              {entry ? (
                <EntryRow
                  entry={entry}
                  index={index}
                  isReachable={index === reachable}
                  onStep={moving.step}
                />
              ) : (
                <Waiting />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What a row is, whichever of a recording's items it shows: once a file is read, another item transcribes it. */
function rowOf(entry: QueueEntry | undefined): string | undefined {
  return entry && (entry.item.recordingId ?? entry.item.id);
}

function Waiting() {
  return (
    <div className="flex h-11 items-center px-5">
      <Skeleton className="h-3 w-1/2" />
    </div>
  );
}

import { type DragEvent, type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { Item, QueuePlace } from '../../../shared/contract/queue.ts';
import { findNear, isMovable, placeBeside, placeOfDrop } from './moving.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const dragType = 'application/x-trax-item';

/** Moves the focus to the same part of a neighbouring row. */
function goTo(row: Element, step: -1 | 1) {
  const next = row.parentElement?.querySelector(`[aria-posinset="${Number(row.ariaPosInSet) + step}"]`);
  const control = document.activeElement?.closest<HTMLElement>('[data-control]')?.dataset.control;
  const same = control && next?.querySelector<HTMLElement>(`[data-control="${control}"]`);
  (same || next?.querySelector<HTMLElement>('a[href], button'))?.focus();
}

/** Changes the order of a list's items by dragging, by keyboard and by buttons; arrow keys alone lead from row to row. */
export function useMoving(itemAt: (index: number) => Item | undefined) {
  const { move, moveStep } = useQueueCommands();
  const [drop, setDrop] = useState<QueuePlace | null>(null);
  const latest = useRef(itemAt);
  latest.current = itemAt;
  // Keys come faster than answers: each step begins where the one before has led.
  const steps = useRef(Promise.resolve());
  const step = useCallback(
    (index: number, by: -1 | 1) => {
      const item = latest.current(index);
      if (!item || !isMovable(item)) return;
      steps.current = steps.current.then(async () => {
        const place = findNear(latest.current, item.id, index);
        const to = place === null ? null : placeBeside(latest.current, place, by);
        if (to) await moveStep(item.id, to);
      });
    },
    [moveStep],
  );

  const placeAt = (event: DragEvent, index: number): QueuePlace | null => {
    const item = itemAt(index);
    if (!item || !isMovable(item) || !event.dataTransfer.types.includes(dragType)) return null;
    return placeOfDrop(item.id, event.currentTarget.getBoundingClientRect(), event.clientY);
  };

  return {
    step,
    /** Where the dragged item would go now. */
    drop,
    /** What makes a row one that can be dragged and dropped on. */
    rowProps: (index: number) => ({
      draggable: ((item) => item !== undefined && isMovable(item))(itemAt(index)),
      onKeyDown: (event: KeyboardEvent) => {
        const { key, altKey, currentTarget: row } = event;
        if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
        // A button that opens its menu with the arrow, and the menu itself, which React takes to be inside of the row.
        if (event.defaultPrevented || !row.contains(document.activeElement)) return;
        event.preventDefault();
        const by = key === 'ArrowUp' ? -1 : 1;
        if (altKey) step(index, by);
        else goTo(row, by);
      },
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(dragType, itemAt(index)?.id ?? '');
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        const place = placeAt(event, index);
        setDrop(place);
        if (place) event.preventDefault();
      },
      onDragEnd: () => setDrop(null),
      onDrop: (event: DragEvent) => {
        const to = placeAt(event, index);
        const id = event.dataTransfer.getData(dragType);
        setDrop(null);
        if (!to || !id) return;
        event.preventDefault();
        move({ items: [id] }, to);
      },
    }),
  };
}

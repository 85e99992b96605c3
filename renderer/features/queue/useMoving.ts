import {
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Item, QueuePlace } from '../../../shared/contract/queue.ts';
import { isMovable, placeBeside, placeOfDrop } from './moving.ts';
import { useQueueCommands } from './useQueueCommands.ts';

const dragType = 'application/x-trax-item';

/** Changes the order of a list's items by dragging, by keyboard and by buttons. */
export function useMoving(itemAt: (index: number) => Item | undefined, list: RefObject<HTMLElement | null>) {
  const { move } = useQueueCommands();
  const [drop, setDrop] = useState<QueuePlace | null>(null);
  const focused = useRef<string | null>(null);
  // A row that moves in the document loses the focus.
  useEffect(() => {
    if (!focused.current || document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>(`[data-item="${focused.current}"] [data-handle]`)?.focus();
  });

  const latest = useRef(itemAt);
  latest.current = itemAt;
  const step = useCallback(
    (index: number, by: -1 | 1) => {
      const item = latest.current(index);
      const to = placeBeside(latest.current, index, by);
      if (!item || !isMovable(item) || !to) return;
      focused.current = item.id;
      move({ items: [item.id] }, to);
    },
    [move],
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
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        step(index, event.key === 'ArrowUp' ? -1 : 1);
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

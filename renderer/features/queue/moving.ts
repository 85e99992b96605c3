import type { Item, QueuePlace } from '../../../shared/contract/queue.ts';

/** Whether an item still has a place in the order. */
export function isMovable(item: Item): boolean {
  return item.state !== 'done' && item.state !== 'failed' && item.state !== 'cancelled';
}

/** Where one step up or down from a row leads: beside the next that has a place in the order; null at the end. */
export function placeBeside(
  itemAt: (index: number) => Item | undefined,
  index: number,
  step: -1 | 1,
): QueuePlace | null {
  for (let next = index + step; ; next += step) {
    const item = itemAt(next);
    if (!item) return null;
    if (isMovable(item)) return step < 0 ? { before: item.id } : { after: item.id };
  }
}

/** Where something dropped on a row goes: before it in its upper half, else after it. */
export function placeOfDrop(id: string, row: { top: number; height: number }, y: number): QueuePlace {
  return y < row.top + row.height / 2 ? { before: id } : { after: id };
}

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

/** Rows that an item may have gone meanwhile. */
const nearby = 20;

/** Where an item is now that was in a row a moment ago; null when it is not near. */
export function findNear(
  itemAt: (index: number) => Item | undefined,
  id: string,
  index: number,
): number | null {
  for (let distance = 0; distance <= nearby; distance += 1)
    for (const place of [index - distance, index + distance])
      if (place >= 0 && itemAt(place)?.id === id) return place;
  return null;
}

/** Where something dropped on a row goes: before it in its upper half, else after it. */
export function placeOfDrop(id: string, row: { top: number; height: number }, y: number): QueuePlace {
  return y < row.top + row.height / 2 ? { before: id } : { after: id };
}

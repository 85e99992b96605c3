import type { DragEvent } from 'react';

/** What a drag of rows carries: the ids of recordings, as JSON. */
const kind = 'application/x-trax-recordings';

/** Lets the row be dragged: with everything that is selected if it is among it, else alone. */
export function startDrag(event: DragEvent, id: string, selected: ReadonlySet<string>): void {
  const ids = selected.has(id) ? [...selected] : [id];
  event.dataTransfer.setData(kind, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'copyMove';
}

export function holdsRecordings(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(kind);
}

/** The ids that were dropped; none when it was something else. */
export function droppedRecordings(event: DragEvent): string[] {
  const text = event.dataTransfer.getData(kind);
  return text ? (JSON.parse(text) as string[]) : [];
}

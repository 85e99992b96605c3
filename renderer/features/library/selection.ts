import { createStore, type StoreApi } from 'zustand/vanilla';

export interface SelectionState {
  ids: ReadonlySet<string>;
  /** The row from which Shift extends, by its place in the list. */
  anchor: number | null;
  set(selection: Selection): void;
}

export type Selection = Pick<SelectionState, 'ids' | 'anchor'>;

export const nothingSelected: Selection = { ids: new Set(), anchor: null };

export function createSelection(): StoreApi<SelectionState> {
  return createStore<SelectionState>((set) => ({ ...nothingSelected, set: (selection) => set(selection) }));
}

/** A click on a row: alone it selects that row, with Ctrl or Cmd it adds or takes away. */
export function clicked(selection: Selection, row: { id: string; index: number }, adds: boolean): Selection {
  if (!adds) return { ids: new Set([row.id]), anchor: row.index };
  const ids = new Set(selection.ids);
  if (!ids.delete(row.id)) ids.add(row.id);
  return { ids, anchor: row.index };
}

/** The rows that Shift+click covers, both ends included. */
export function rangeTo(anchor: number | null, index: number): { from: number; to: number } {
  const from = anchor ?? index;
  return { from: Math.min(from, index), to: Math.max(from, index) };
}

/** Where the arrow keys lead from a row; null for keys that do not move. */
export function rowAfter(key: string, index: number, count: number, inSight: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + inSight,
    PageUp: index - inSight,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next));
}

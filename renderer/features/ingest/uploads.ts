import { createStore, type StoreApi } from 'zustand/vanilla';

/** A file on its way to the core. */
export interface Upload {
  id: string;
  /** All files of one gesture have the same. */
  gesture: number;
  name: string;
  size: number;
  /** 0..1 of the file. */
  progress: number;
}

export interface Uploads {
  rows: readonly Upload[];
  begin(files: readonly File[], cancel: () => void): number;
  advance(gesture: number, index: number, progress: number): void;
  end(gesture: number): void;
  cancel(gesture: number): void;
}

/** The uploads under way, one row a file, until the gesture that brought them is through. */
export function createUploads(): StoreApi<Uploads> {
  const cancels = new Map<number, () => void>();
  let lastGesture = 0;
  return createStore<Uploads>((set) => ({
    rows: [],
    begin(files, cancel) {
      const gesture = ++lastGesture;
      cancels.set(gesture, cancel);
      const rows = files.map((file, index) => ({
        id: rowId(gesture, index),
        gesture,
        name: file.name,
        size: file.size,
        progress: 0,
      }));
      set((state) => ({ rows: [...state.rows, ...rows] }));
      return gesture;
    },
    advance: (gesture, index, progress) =>
      set((state) => ({
        rows: state.rows.map((row) => (row.id === rowId(gesture, index) ? { ...row, progress } : row)),
      })),
    end(gesture) {
      cancels.delete(gesture);
      set((state) => ({ rows: state.rows.filter((row) => row.gesture !== gesture) }));
    },
    cancel: (gesture) => cancels.get(gesture)?.(),
  }));
}

function rowId(gesture: number, index: number): string {
  return `${gesture}-${index}`;
}

/** How much of all the rows is over there, by bytes, 0..1. */
export function uploadedShare(rows: readonly Upload[]): number {
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  const done = rows.reduce((sum, row) => sum + row.size * row.progress, 0);
  return total > 0 ? done / total : 0;
}

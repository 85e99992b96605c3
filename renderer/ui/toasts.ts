import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  id: number;
  kind: 'done' | 'problem';
  title: string;
  /** Further lines, e.g. one for each file that was refused. */
  lines?: readonly string[];
  action?: { label: string; run: () => void };
  /** What it is about: the next of the same takes its place, for what this one said is not so any more. */
  about?: string;
}

export interface Toasts {
  shown: readonly Toast[];
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

/** More at once is a wall; the oldest goes. */
const mostAtOnce = 4;

export function createToasts(): StoreApi<Toasts> {
  let lastId = 0;
  return createStore<Toasts>((set) => ({
    shown: [],
    show: (toast) =>
      set(({ shown }) => {
        const others = shown.filter(({ about }) => about === undefined || about !== toast.about);
        return { shown: [...others, { ...toast, id: ++lastId }].slice(-mostAtOnce) };
      }),
    dismiss: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
  }));
}

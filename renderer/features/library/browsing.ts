import { createStore, type StoreApi } from 'zustand/vanilla';
import { sortedBy } from './columns.ts';
import type { Choices } from './shelf.ts';

/** How the library is looked at: kept while other places are shown, so that going back leads to the same rows. */
export interface Browsing {
  choices: Choices;
  /** Pixels that the list was scrolled down, by the address of its shelf. */
  scrolled: Readonly<Record<string, number>>;
  choose(choices: Choices): void;
  /** Sorts by a column, or turns it round; what is chosen counts, though the list may not have followed yet. */
  sortBy(order: Choices['order']): void;
  leave(shelf: string, scrolled: number): void;
}

export function createBrowsing(): StoreApi<Browsing> {
  return createStore<Browsing>((set, get) => ({
    choices: { search: '', order: 'addedAt', descending: true },
    scrolled: {},
    // Other rows begin at the top.
    choose: (choices) => set({ choices, scrolled: {} }),
    sortBy: (order) => get().choose(sortedBy(get().choices, order)),
    leave: (shelf, pixels) => set(({ scrolled }) => ({ scrolled: { ...scrolled, [shelf]: pixels } })),
  }));
}

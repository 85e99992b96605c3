import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Choices } from './shelf.ts';

/** How the library is looked at: kept while other places are shown, so that going back leads to the same rows. */
export interface Browsing {
  choices: Choices;
  /** Pixels that the list was scrolled down, by the address of its shelf. */
  scrolled: Readonly<Record<string, number>>;
  choose(choices: Choices): void;
  leave(shelf: string, scrolled: number): void;
}

export function createBrowsing(): StoreApi<Browsing> {
  return createStore<Browsing>((set) => ({
    choices: { search: '', order: 'addedAt', descending: true },
    scrolled: {},
    // Other rows begin at the top.
    choose: (choices) => set({ choices, scrolled: {} }),
    leave: (shelf, pixels) => set(({ scrolled }) => ({ scrolled: { ...scrolled, [shelf]: pixels } })),
  }));
}

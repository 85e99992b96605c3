import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SearchFilter } from '../../../shared/contract/search.ts';

export type DateChoice = 'any' | 'week' | 'month' | 'year';

/** What is asked of a search besides its words, as it is chosen. */
export interface SearchChoices {
  readonly speaker: string | null;
  readonly language: string | null;
  readonly added: DateChoice;
  readonly source: SearchFilter['source'] | null;
}

/** The search of the library. It stays while one looks at a recording, so that one comes back to it. */
export interface Searching {
  readonly typed: string;
  readonly choices: SearchChoices;
  /** The option that Enter opens, by its key; null for none. */
  readonly active: string | null;
  set(next: Partial<Omit<Searching, 'set'>>): void;
}

export const noChoices: SearchChoices = { speaker: null, language: null, added: 'any', source: null };

export function createSearching(): StoreApi<Searching> {
  return createStore<Searching>((set) => ({
    typed: '',
    choices: noChoices,
    active: null,
    set: (next) => set(next),
  }));
}

const days: Readonly<Record<Exclude<DateChoice, 'any'>, number>> = { week: 7, month: 31, year: 366 };

/** The filter that the choices mean. The day counts, so that the same choice means the same search all day long. */
export function filterOf({ speaker, language, added, source }: SearchChoices, now: Date): SearchFilter {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  if (added !== 'any') midnight.setDate(midnight.getDate() - days[added]);
  return {
    ...(speaker !== null && { speaker }),
    ...(language !== null && { language }),
    ...(source !== null && { source }),
    ...(added !== 'any' && { since: midnight.toISOString() }),
  };
}

export function isNarrowed(choices: SearchChoices): boolean {
  return Object.keys(noChoices).some(
    (name) => choices[name as keyof SearchChoices] !== noChoices[name as keyof SearchChoices],
  );
}

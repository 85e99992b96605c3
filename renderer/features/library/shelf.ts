import type { RecordingView } from '../../../shared/contract/library.ts';

/** A part of the library that has a place of its own in the sidebar. */
export type Shelf = { readonly collection: string } | { readonly tag: string } | { readonly isBin: true };

/** Reads what `queryOf` wrote; undefined for all recordings. */
export function parseShelf(query: string): Shelf | undefined {
  const params = new URLSearchParams(query);
  const [collection, tag] = [params.get('collection'), params.get('tag')];
  if (collection) return { collection };
  if (tag) return { tag };
  return params.has('bin') ? { isBin: true } : undefined;
}

/** A shelf as the query of an address. */
export function queryOf(shelf: Shelf | undefined): string {
  if (!shelf) return '';
  if ('isBin' in shelf) return '?bin';
  return `?${new URLSearchParams({ ...shelf })}`;
}

export function isSameShelf(one: Shelf | undefined, other: Shelf | undefined): boolean {
  return queryOf(one) === queryOf(other);
}

/** What people choose themselves: everything of a view but where it looks. */
export type Choices = Omit<RecordingView, 'collection' | 'tag' | 'isBin'>;

/**
 * What a shelf shows with the choices that are made. All recordings are searched by what is said in them; only a shelf is
 * narrowed by title.
 */
export function viewOf(shelf: Shelf | undefined, choices: Choices): RecordingView {
  return { ...choices, search: shelf ? choices.search : '', isBin: false, ...shelf };
}

const filters = ['state', 'language', 'source'] as const;

/** How many filters are set; the search is no filter. */
export function filterCount(choices: Choices): number {
  return filters.filter((name) => choices[name] !== undefined).length;
}

/** The same choices without filters and search. */
export function withoutFilters({ order, descending }: Choices): Choices {
  return { search: '', order, descending };
}

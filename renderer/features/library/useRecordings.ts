import { keepPreviousData, usePrefetchQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { Recording, RecordingView } from '../../../shared/contract/library.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { pageSize, pagesFor } from './paging.ts';

function pageOptions(api: Trax['api'], view: RecordingView, page: number) {
  return api.library.list.queryOptions({
    input: { ...view, offset: page * pageSize, limit: pageSize },
    // Pages out of sight are dropped soon, so that a long scroll does not pile up.
    gcTime: 30_000,
  });
}

/** The list of a view as a whole. */
export interface Listing {
  /** How many recordings it holds; null while that is asked. */
  readonly total: number | null;
  /** Rows that there are at least, so that the first need not wait for the count; null before the first page. */
  readonly atLeast: number | null;
  /** Whether this is still what the view before held. */
  readonly isOld: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The list of a view; until its first page is there, that of the view before. */
export function useListing(view: RecordingView): Listing {
  const { api } = useTrax();
  const first = pageOptions(api, view, 0);
  const count = api.library.count.queryOptions({ input: view, gcTime: first.gcTime });
  // Asked for while the place is drawn, and not only when it has been.
  usePrefetchQuery(first);
  usePrefetchQuery(count);
  const page = useQuery({ ...first, placeholderData: keepPreviousData });
  const counted = useQuery({ ...count, placeholderData: keepPreviousData });
  const rows = page.data?.recordings.length ?? null;
  const total = rows === null ? null : totalOf(rows, counted.data?.total);
  return {
    total,
    atLeast: total ?? rows,
    isOld: page.isPlaceholderData,
    error: page.error ?? counted.error,
    retry: () => void Promise.all([page.refetch(), counted.refetch()]),
  };
}

/** A page that is not full is all there is. The count may still be that of the view before. */
function totalOf(rows: number, counted: number | undefined): number | null {
  if (rows < pageSize) return rows;
  return counted === undefined ? null : Math.max(rows, counted);
}

/** The recordings of the rows in sight; undefined while a row is on its way. */
export function useRecordings(view: RecordingView, first: number, last: number) {
  const { api } = useTrax();
  const pages = pagesFor(first, last);
  const results = useQueries({ queries: pages.map((page) => pageOptions(api, view, page)) });
  return (index: number): Recording | undefined => {
    const place = pages.indexOf(Math.floor(index / pageSize));
    return results[place]?.data?.recordings[index % pageSize];
  };
}

/** The ids of the rows `from` to `to`, both included. */
export async function idsBetween(
  { client }: Pick<Trax, 'client'>,
  view: RecordingView,
  { from, to }: { from: number; to: number },
): Promise<string[]> {
  const { ids } = await client.library.ids({ ...view, offset: from, limit: to - from + 1 });
  return ids;
}

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

/** How many recordings the view holds, and what can be said of the list as a whole. */
export function useRecordingCount(view: RecordingView) {
  const { api } = useTrax();
  const first = pageOptions(api, view, 0);
  // Asked for while the place is drawn, and not only when it has been.
  usePrefetchQuery(first);
  return useQuery({ ...first, placeholderData: keepPreviousData });
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

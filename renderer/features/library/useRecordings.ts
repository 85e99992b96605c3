import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Recording } from '../../../shared/contract/library.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { type ListView, pageSize, pagesFor } from './paging.ts';

export function pageOptions(api: Trax['api'], view: ListView, page: number) {
  return api.library.list.queryOptions({
    input: { ...view, offset: page * pageSize, limit: pageSize },
    // Pages out of sight are dropped soon, so that a long scroll does not pile up.
    gcTime: 30_000,
  });
}

/** How many recordings the view holds, and what can be said of the list as a whole. */
export function useRecordingCount(view: ListView) {
  const { api } = useTrax();
  return useQuery({ ...pageOptions(api, view, 0), placeholderData: keepPreviousData });
}

/** The recordings of the rows in sight; undefined while a row is on its way. */
export function useRecordings(view: ListView, first: number, last: number) {
  const { api } = useTrax();
  const pages = pagesFor(first, last);
  const results = useQueries({ queries: pages.map((page) => pageOptions(api, view, page)) });
  return (index: number): Recording | undefined => {
    const place = pages.indexOf(Math.floor(index / pageSize));
    return results[place]?.data?.recordings[index % pageSize];
  };
}

/** The ids of the rows `from` to `to`, asked for where they are not held. */
export async function idsBetween(
  { api, queries }: Pick<Trax, 'api' | 'queries'>,
  view: ListView,
  { from, to }: { from: number; to: number },
): Promise<string[]> {
  const pages = await Promise.all(
    pagesFor(from, to).map((page) => queries.fetchQuery(pageOptions(api, view, page))),
  );
  const start = Math.floor(from / pageSize) * pageSize;
  return pages
    .flatMap((page) => page.recordings)
    .slice(from - start, to - start + 1)
    .map((recording) => recording.id);
}

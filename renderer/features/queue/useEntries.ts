import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueueEntry } from '../../../shared/contract/queue.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { pageSize, pagesFor } from '../library/paging.ts';

function pageOptions(api: Trax['api'], batchId: string, page: number) {
  return api.queue.entries.queryOptions({
    input: { batchId, offset: page * pageSize, limit: pageSize },
    placeholderData: keepPreviousData,
    // Pages out of sight are dropped soon, so that a long scroll does not pile up.
    gcTime: 30_000,
  });
}

/** How many recordings a batch has, and what can be said of its list as a whole. */
export function useEntryCount(batchId: string) {
  const { api } = useTrax();
  return useQuery(pageOptions(api, batchId, 0));
}

/** Looks an entry up as the list has it at this very moment, which may be later than what is drawn. */
export function useLatestEntry(batchId: string) {
  const { api } = useTrax();
  const queries = useQueryClient();
  return (index: number): QueueEntry | undefined => {
    const { queryKey } = pageOptions(api, batchId, Math.floor(index / pageSize));
    return queries.getQueryData(queryKey)?.entries[index % pageSize];
  };
}

/** The entries of the rows in sight; undefined while a row is on its way. */
export function useEntries(batchId: string, first: number, last: number) {
  const { api } = useTrax();
  const pages = pagesFor(first, last);
  const results = useQueries({ queries: pages.map((page) => pageOptions(api, batchId, page)) });
  return (index: number): QueueEntry | undefined => {
    const place = pages.indexOf(Math.floor(index / pageSize));
    return results[place]?.data?.entries[index % pageSize];
  };
}

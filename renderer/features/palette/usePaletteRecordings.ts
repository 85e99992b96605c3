import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useTrax } from '../../trax.ts';
import { recentRecordings } from './recent.ts';

/** Recordings that the palette lists at once. */
const most = 8;

interface Found {
  readonly id: string;
  readonly title: string;
}

/** The recordings whose titles fit what was typed, the newest first; where nothing is typed, those that were open last. */
export function usePaletteRecordings(typed: string, recent: readonly string[]): Found[] {
  const { api } = useTrax();
  const search = typed.trim();
  const found = useQuery({
    ...api.library.list.queryOptions({ input: { search, limit: most } }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const opened = useQueries({
    queries: recentRecordings(recent)
      .slice(0, most)
      .map((id) => api.library.get.queryOptions({ input: { id }, retry: false, enabled: search === '' })),
  });
  if (search !== '') return found.data?.recordings ?? [];
  // What was deleted meanwhile is not there any more.
  return opened.flatMap(({ data }) => (data && data.binnedAt === null ? [data] : []));
}

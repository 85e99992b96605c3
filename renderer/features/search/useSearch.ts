import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useTrax } from '../../trax.ts';
import { goTo } from '../../usePlace.ts';
import { nextKey, optionsOf } from './options.ts';
import { filterOf } from './searching.ts';

/** Hits of one recording that are shown when all of them are asked for. */
const mostInOne = 200;

export type Search = ReturnType<typeof useSearch>;

/** The search as it stands: what was found, and what its lines do. What was found last stays until something else is. */
export function useSearch() {
  const { api, searching } = useTrax();
  const { typed, choices, active, set } = useStore(searching);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const isActive = typed.trim() !== '';
  const filter = filterOf(choices, new Date());
  const result = useInfiniteQuery({
    ...api.search.find.infiniteOptions({
      input: (offset: number) => ({ query: typed, filter, offset }),
      initialPageParam: 0,
      getNextPageParam: ({ next }) => next,
    }),
    enabled: isActive,
    placeholderData: keepPreviousData,
    // Every key that is typed is another search.
    gcTime: 30_000,
  });
  const pages = isActive ? (result.data?.pages ?? []) : [];
  const wholes = useQueries({
    queries: [...expanded].map((recordingId) =>
      api.search.find.queryOptions({
        input: { query: typed, filter, recordingId, hitsEach: mostInOne },
        enabled: isActive,
        gcTime: 30_000,
      }),
    ),
  });
  const whole = new Map(
    wholes.flatMap(({ data }) => data?.groups.map((group) => [group.recording.id, group] as const) ?? []),
  );
  const found = {
    named: pages[0]?.named ?? [],
    groups: pages.flatMap(({ groups }) => groups).map((group) => whole.get(group.recording.id) ?? group),
  };
  const options = optionsOf(found);
  const current = options.find(({ key }) => key === active) ?? options[0];

  return {
    typed,
    choices,
    isActive,
    found,
    shownFor: pages[0]?.shownFor ?? null,
    error: result.error,
    /** Nothing was ever found of it, and the answer is on its way. */
    isFirstLook: isActive && result.isPending,
    /** What is shown belongs to what was typed before. */
    isOld: result.isPlaceholderData,
    hasMore: result.hasNextPage,
    retry: () => void result.refetch(),
    showMore: () => void result.fetchNextPage(),
    active: current?.key ?? null,
    type(next: string) {
      setExpanded(new Set());
      set({ typed: next, active: null });
    },
    choose: (next: Partial<typeof choices>) => set({ choices: { ...choices, ...next }, active: null }),
    step: (direction: 1 | -1) => set({ active: nextKey(options, current?.key ?? null, direction) }),
    act(key: string | null) {
      const option = options.find((each) => each.key === key);
      if (!option) return;
      set({ active: option.key });
      if (option.does === 'open') goTo({ name: 'recording', id: option.recordingId, at: option.at });
      else setExpanded(new Set([...expanded, option.recordingId]));
    },
  };
}

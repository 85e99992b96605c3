import { queryOptions } from '@tanstack/react-query';
import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { Trax } from '../../trax.ts';

/** Small enough for the first to be there at once, large enough for ten hours in a handful. */
const chunkSize = 500;

/**
 * Every segment of a transcript. What is there already is kept and only what came after it is asked for, so that a
 * growing transcript costs its growth; each chunk is shown as it comes.
 */
export function segmentsOptions(
  { api, client, queries }: Pick<Trax, 'api' | 'client' | 'queries'>,
  transcriptId: string,
) {
  const queryKey = api.transcripts.segments.queryKey({ input: { transcriptId } });
  return queryOptions({
    queryKey: [...queryKey, 'all'],
    queryFn: async ({ queryKey: own, signal }): Promise<readonly Segment[]> => {
      let held: readonly Segment[] = queries.getQueryData<readonly Segment[]>(own) ?? [];
      for (;;) {
        const after = held.at(-1)?.position ?? null;
        const chunk = await client.transcripts.segments(
          { transcriptId, after, limit: chunkSize },
          { signal },
        );
        held = chunk.segments.length > 0 ? [...held, ...chunk.segments] : held;
        if (!chunk.hasMore) return held;
        queries.setQueryData(own, held);
      }
    },
  });
}

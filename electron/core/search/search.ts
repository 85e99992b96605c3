import type { z } from 'zod';
import type { Recording } from '../../../shared/contract/library.ts';
import type { searchContract } from '../../../shared/contract/search.ts';
import { parseQuery, type SearchQuery } from '../../../shared/search/query.ts';
import { termsOf } from '../../../shared/search/terms.ts';
import type { Database } from '../database/database.ts';
import { findCandidates } from './candidates.ts';
import { hitsOf } from './hits.ts';
import { findNamed } from './named.ts';
import { correctionsFor, lookUp, tagsOf, type Vocabulary } from './vocabulary.ts';

type Input = z.output<NonNullable<(typeof searchContract)['find']['~orpc']['inputSchema']>>;
type Output = z.infer<NonNullable<(typeof searchContract)['find']['~orpc']['outputSchema']>>;
type Choices = z.infer<NonNullable<(typeof searchContract)['choices']['~orpc']['outputSchema']>>;

export type Search = ReturnType<typeof createSearch>;

/** Finding what is said, and recordings by their names. `read` gives recordings by their ids. */
export function createSearch(options: {
  database: Database;
  read(ids: readonly string[]): Promise<Recording[]>;
}) {
  const { database, read } = options;
  const em = () => database.orm.em.fork();

  async function groupsOf(query: SearchQuery, vocabulary: Vocabulary, input: Input) {
    const { filter, recordingId, offset, limit, hitsEach } = input;
    const tags = [
      ...(filter.language ? [[`%${filter.language}`, '%']] : []),
      ...(filter.speaker === undefined ? [] : [[`@${filter.speaker}`]]),
    ];
    const terms = termsOf(query, vocabulary, tags);
    const wanted = offset + limit;
    const candidates = await findCandidates(em(), {
      terms,
      filter,
      recordingId,
      expected: expectedOf(query, vocabulary),
      wanted,
      hitsEach,
    });
    const page = candidates.slice(offset, wanted);
    if (page.length === 0) return { groups: [], next: null };
    const recordings = new Map(
      (await read(page.map((each) => each.recordingId))).map((each) => [each.id, each]),
    );
    const shown = page.flatMap((candidate) => {
      const recording = recordings.get(candidate.recordingId);
      // Former transcripts are kept, but the editor opens the newest.
      return recording?.transcriptId === candidate.transcriptId ? [{ candidate, recording }] : [];
    });
    const ids = shown.flatMap(({ candidate }) => candidate.segmentIds.slice(0, hitsEach));
    const hits = await hitsOf(em(), ids, query, terms);
    const groups = shown.map(({ candidate, recording }) => ({
      recording,
      count: candidate.count,
      hits: candidate.segmentIds
        .slice(0, hitsEach)
        .flatMap((id) => hits.get(id) ?? [])
        .toSorted((one, other) => one.at - other.at),
    }));
    return { groups, next: candidates.length > wanted ? wanted : null };
  }

  return {
    async find(input: Input): Promise<Output> {
      const query = parseQuery(input.query);
      if (query.parts.length === 0) return { shownFor: null, named: [], groups: [], next: null };
      const isFirst = input.offset === 0 && input.recordingId === undefined;
      const naming = isFirst ? findNamed(em(), query, input.filter, read) : Promise.resolve([]);
      const vocabulary = await lookUp(em(), query);
      const corrections = await correctionsFor(em(), query, vocabulary);
      const named = await naming;
      if (corrections.size === 0)
        return { shownFor: null, named, ...(await groupsOf(query, vocabulary, input)) };
      const corrected = correct(query, corrections);
      const found = await groupsOf(corrected, await lookUp(em(), corrected), input);
      return { shownFor: found.groups.length > 0 ? textOf(corrected) : null, named, ...found };
    },

    async choices(): Promise<Choices> {
      return { languages: await tagsOf(em(), '%', 100), speakers: await tagsOf(em(), '@', 500) };
    },
  };
}

/** In how many segments all of it is said, were words said independently. Signs are not counted: they may be said often. */
function expectedOf({ parts }: SearchQuery, { mostOf, segments }: Vocabulary): number {
  const shares = parts.flatMap(({ tokens }) =>
    tokens.map(({ text, isUnspaced }) => (isUnspaced ? 1 : Math.min(1, mostOf(text) / segments))),
  );
  return shares.reduce((product, share) => product * share, segments);
}

function correct({ parts }: SearchQuery, corrections: ReadonlyMap<string, string>): SearchQuery {
  return {
    parts: parts.map((part) => ({
      ...part,
      isPrefix: false,
      tokens: part.tokens.map((token) => ({ ...token, text: corrections.get(token.text) ?? token.text })),
    })),
  };
}

/** The search as people would type it. */
function textOf({ parts }: SearchQuery): string {
  return parts
    .map(({ tokens, isPhrase }) => {
      const words = tokens.map(({ text }) => text).join(' ');
      return isPhrase && tokens.length > 1 ? `"${words}"` : words;
    })
    .join(' ');
}

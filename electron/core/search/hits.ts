import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type SearchHit, searchHitSchema } from '../../../shared/contract/search.ts';
import { foldText } from '../../../shared/search/fold.ts';
import { marksIn } from '../../../shared/search/marks.ts';
import type { SearchQuery } from '../../../shared/search/query.ts';
import type { SearchTerms } from '../../../shared/search/terms.ts';
import { wordSchema } from '../../../shared/transcript/segment.ts';
import { uuidArray } from '../queue/channel.ts';

const rowSchema = searchHitSchema.pick({ text: true, speaker: true, before: true, after: true }).extend({
  id: z.string(),
  start_seconds: z.number(),
  words: z.array(wordSchema).catch([]),
  /** The words of the text that are meant, folded. */
  forms: z.array(z.string()),
});

/** Segments as hits, by their ids. */
export async function hitsOf(
  em: EntityManager,
  ids: readonly string[],
  query: SearchQuery,
  terms: SearchTerms,
): Promise<Map<string, SearchHit>> {
  const neighbour = (comparison: string, order: string) => `coalesce((select n.text from transcript_segments n
    where n.transcript_id = s.transcript_id and n.position ${comparison} s.position order by n.position ${order} limit 1), '')`;
  const rows = await em.execute<unknown[]>(
    `select s.id, s.start_seconds, s.speaker, s.text, s.words, ${neighbour('<', 'desc')} as before,
       ${neighbour('>', 'asc')} as after,
       array(select distinct word from unnest(string_to_array(search_text(s.text), ' ')) word
         where to_tsvector('pg_catalog.simple', word) || coalesce(to_tsvector(search_dictionary(s.language), word), '')
           @@ ?::tsquery) as forms
     from transcript_segments s where s.id = any(?::uuid[])`,
    [anyTermOf(terms.query), uuidArray(ids)],
  );
  return new Map(
    rows.map((given) => {
      const row = rowSchema.parse(given);
      const marks = marksIn(row.text, query, row.forms);
      const { id, speaker, text, before, after } = row;
      return [
        id,
        { segmentId: id, at: secondOf(row, marks[0]?.from ?? 0), speaker, text, marks, before, after },
      ];
    }),
  );
}

/** The same terms, of which one is enough: what is asked of a single word. */
function anyTermOf(query: string): string {
  return (query.match(/'(?:[^'\\]|''|\\.)*'/g) ?? []).join(' | ');
}

/** When the word at a place of the text begins; the segment's beginning where its words do not say. */
function secondOf({ text, words, start_seconds }: z.infer<typeof rowSchema>, from: number): number {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word.text.trim(), at);
    if (found < 0) continue;
    at = found + word.text.trim().length;
    if (at > from) return foldText(word.text) === '' ? start_seconds : word.start;
  }
  return start_seconds;
}

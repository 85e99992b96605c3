import type { EntityManager } from '@mikro-orm/postgresql';
import { begunWordOf, type SearchQuery, wordsOf } from '../../../shared/search/query.ts';
import type { WordForms } from '../../../shared/search/terms.ts';
import { type KnownWord, likelyWord } from '../../../shared/search/typos.ts';

/** How many words a begun one is taken for, the most frequent first. */
const mostCompletions = 32;
/** How many words are compared letter by letter. */
const mostCandidates = 60;
const mostNeighbours = 1000;
/** Sorts after every word that begins with the same letters (U+10FFFF). */
const last = '\u{10ffff}';

/** What the library knows of the words of a search. */
export interface Vocabulary extends WordForms {
  /** How often each word is said, as it was typed. */
  readonly occurrences: ReadonlyMap<string, number>;
  /** How often what a word stands for is said, at most: itself, its stems, what it may become. */
  readonly mostOf: (word: string) => number;
}

/** The words with their counts; what is not settled yet is counted along. `condition` is about `word`. */
const countedWords = (condition: string) => `
  select word, sum(occurrences)::float8 as occurrences from (
    select word, occurrences from search_words where ${condition}
    union all select word, change from search_word_changes, unnest(words, changes) c(word, change) where ${condition}
  ) each group by word having sum(occurrences) > 0`;

/** The array as PostgreSQL writes it; words hold neither quotes nor backslashes, and languages are codes. */
export const textArray = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

/** Looks the words of a search up, in every language that is spoken in the library. */
export async function lookUp(em: EntityManager, query: SearchQuery): Promise<Vocabulary> {
  const words = wordsOf(query);
  const begun = begunWordOf(query);
  const stemRows = await em.execute<{ word: string; stem: string }[]>(
    `with spoken as (select distinct search_dictionary(substr(word, 2)) as dictionary
       from (${countedWords(`word >= '%' and word < '&'`)}) l)
     select w.word, s.stem from unnest(?::text[]) w(word), spoken,
       unnest(tsvector_to_array(to_tsvector(spoken.dictionary, w.word))) s(stem)
     where spoken.dictionary is not null group by 1, 2`,
    [textArray(words)],
  );
  const stems = new Map(
    words.map((word) => [word, stemRows.flatMap((row) => (row.word === word ? [row.stem] : []))]),
  );
  const asked = [...new Set([...words, ...stemRows.map(({ stem }) => stem)])];
  const known = await em.execute<KnownWord[]>(countedWords('word = any(?::text[])'), [
    textArray(asked),
    textArray(asked),
  ]);
  const completions = begun
    ? await em.execute<KnownWord[]>(
        `${countedWords('word >= ? and word < ?')} order by occurrences desc, word limit ${mostCompletions}`,
        [begun, begun + last, begun, begun + last],
      )
    : [];
  const occurrences = new Map([...known, ...completions].map((row) => [row.word, row.occurrences]));
  return {
    stems,
    completions: completions.map(({ word }) => word),
    occurrences,
    mostOf(word) {
      const forms = [
        word,
        ...(stems.get(word) ?? []),
        ...(word === begun ? completions.map((row) => row.word) : []),
      ];
      return [...new Set(forms)].reduce((sum, form) => sum + (occurrences.get(form) ?? 0), 0);
    },
  };
}

/** The words that nobody says, with those that were probably meant; empty where nothing is near. */
export async function correctionsFor(
  em: EntityManager,
  query: SearchQuery,
  vocabulary: Vocabulary,
): Promise<Map<string, string>> {
  const corrections = new Map<string, string>();
  for (const word of wordsOf(query)) {
    if (vocabulary.mostOf(word) > 0) continue;
    const meant = likelyWord(word, await candidatesFor(em, word));
    if (meant) corrections.set(word, meant);
  }
  return corrections;
}

/** Words that look like it: those with the same trigrams, and, as short words share few, those that begin alike. */
async function candidatesFor(em: EntityManager, word: string): Promise<KnownWord[]> {
  const length = [...word].length;
  if (length < 3) return [];
  const first = [...word][0] ?? '';
  const similar = 'word % ? and length(word) between ? and ?';
  const ofSimilar = [word, length - 2, length + 2];
  const alike = await em.execute<KnownWord[]>(
    `${countedWords(similar)} order by similarity(word, ?) desc, occurrences desc limit ${mostCandidates}`,
    [...ofSimilar, ...ofSimilar, word],
  );
  if (length > 6) return alike;
  const near = 'word >= ? and word < ? and length(word) between ? and ?';
  const ofNear = [first, first + last, length - 1, length + 1];
  const begunAlike = await em.execute<KnownWord[]>(
    `${countedWords(near)} order by occurrences desc limit ${mostNeighbours}`,
    [...ofNear, ...ofNear],
  );
  return [...alike, ...begunAlike];
}

/** The tags of a kind with their counts, the most frequent first: `%` languages, `@` speakers. */
export async function tagsOf(em: EntityManager, kind: '%' | '@', limit: number): Promise<string[]> {
  const following = String.fromCharCode(kind.charCodeAt(0) + 1);
  const rows = await em.execute<{ word: string }[]>(
    `${countedWords('word >= ? and word < ?')} order by occurrences desc, word limit ${limit}`,
    [kind, following, kind, following],
  );
  return rows.map(({ word }) => word.slice(1));
}

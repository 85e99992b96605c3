import type { EntityManager } from '@mikro-orm/postgresql';
import { begunWordOf, type SearchQuery, wordsOf } from '../../../shared/search/query.ts';
import type { WordForms } from '../../../shared/search/terms.ts';
import {
  forgivenIn,
  forgivenInBegun,
  type KnownWord,
  likelyBegun,
  likelyWord,
} from '../../../shared/search/typos.ts';
import { searchWordsLock } from '../database/locks.ts';

/** How many words a begun one is taken for, the most frequent first. */
const mostCompletions = 32;
/** Words that are said so often fill every page: what else begins alike is left out. */
const enoughSaid = 10_000;
/** How many words are compared letter by letter. */
const mostCandidates = 1000;
/** Words that wait to be counted, from which on a search has them counted for the next one. */
const mostUnsettled = 2000;
/** Sorts after every word that begins with the same letters (U+10FFFF). */
const last = '\u{10ffff}';

/** What the library knows of the words of a search. */
export interface Vocabulary extends WordForms {
  /** How often what a word stands for is said, at most: itself, its stems, what it may become. */
  readonly mostOf: (word: string) => number;
  /** Segments that were ever stored: at least as many as there are. */
  readonly segments: number;
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

/** In one statement: each costs as much as what it looks up. */
const lookedUp = `
  with spoken as (select distinct search_dictionary(substr(word, 2)) as dictionary
      from (${countedWords(`word >= '%' and word < '&'`)}) l),
    forms as materialized (select distinct w.word, s.stem from unnest(?::text[]) w(word), spoken,
      unnest(tsvector_to_array(to_tsvector(spoken.dictionary, w.word))) s(stem) where spoken.dictionary is not null),
    begun as (${countedWords('word >= ? and word < ?')} order by occurrences desc, word limit ${mostCompletions})
  select 'stem' as kind, word, stem, 0::float8 as occurrences from forms
  union all select 'known', word, null, occurrences
    from (${countedWords('word = any(array(select stem from forms) || ?::text[])')}) k
  union all select 'begun', word, null, occurrences from begun
  union all select 'segments', null, null, last_value from transcript_segments_number_seq
  union all select 'unsettled', null, null, coalesce(sum(cardinality(words)), 0) from search_word_changes`;

interface LookedUp {
  readonly kind: 'stem' | 'known' | 'begun' | 'segments' | 'unsettled';
  readonly word: string;
  readonly stem: string;
  readonly occurrences: number;
}

/** Looks the words of a search up, in every language that is spoken in the library. */
export async function lookUp(em: EntityManager, query: SearchQuery): Promise<Vocabulary> {
  const words = wordsOf(query);
  const begun = begunWordOf(query);
  const given = textArray(words);
  const range = begun ? [begun, begun + last] : ['', ''];
  const rows = await em.execute<LookedUp[]>(lookedUp, [given, ...range, ...range, given, given]);
  const of = (kind: LookedUp['kind']) => rows.filter((row) => row.kind === kind);
  const numberOf = (kind: LookedUp['kind']) => of(kind)[0]?.occurrences ?? 0;
  void settle(em.fork(), numberOf('unsettled') > mostUnsettled);
  const stems = new Map(
    words.map((word) => [word, of('stem').flatMap((row) => (row.word === word ? [row.stem] : []))]),
  );
  const completions = enoughOf(of('begun').toSorted((one, other) => other.occurrences - one.occurrences));
  const occurrences = new Map([...of('known'), ...completions].map((row) => [row.word, row.occurrences]));
  return {
    stems,
    completions: completions.map(({ word }) => word),
    segments: numberOf('segments'),
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

/** The most frequent words, as many as are needed. */
function enoughOf(words: readonly KnownWord[]): KnownWord[] {
  let said = 0;
  return words.filter(({ occurrences }) => {
    const isNeeded = said < enoughSaid;
    said += occurrences;
    return isNeeded;
  });
}

/**
 * Has what was said lately sorted into the index, which else is read through for every bucket of a search, and the words
 * counted that wait, if those are many; unless somebody is at it. Nobody waits for that, and what goes wrong is only tried later.
 */
async function settle(em: EntityManager, areMany: boolean): Promise<void> {
  const counting = areMany ? ', settle_search_words()' : '';
  await em
    .execute(
      `select gin_clean_pending_list('ix_transcript_segments_terms')${counting} where pg_try_advisory_xact_lock(?, ?)`,
      searchWordsLock,
    )
    .catch(() => undefined);
}

/** The words that nobody says, with those that were probably meant; empty where nothing is near. */
export async function correctionsFor(
  em: EntityManager,
  query: SearchQuery,
  vocabulary: Vocabulary,
): Promise<Map<string, string>> {
  const corrections = new Map<string, string>();
  const begun = begunWordOf(query);
  for (const word of wordsOf(query)) {
    if (vocabulary.mostOf(word) > 0) continue;
    const meant =
      likelyWord(word, await candidatesFor(em, word)) ??
      (word === begun ? likelyBegun(word, await candidatesBegun(em, word)) : null);
    if (meant) corrections.set(word, meant);
  }
  return corrections;
}

/** Words of about the same letters. Each slip adds, takes or swaps one or two. */
async function candidatesFor(em: EntityManager, word: string): Promise<KnownWord[]> {
  const length = [...word].length;
  const slips = forgivenIn(length);
  if (slips === 0) return [];
  return similar(em, word, {
    differing: 'letters # search_letters(?)',
    condition: "word not like '@%' and length(word) between ? and ?",
    given: [length - slips, length + slips],
    most: 2 * slips,
  });
}

/** Words that have about all of the letters and begin with the first, which is hardly ever the wrong one. */
async function candidatesBegun(em: EntityManager, word: string): Promise<KnownWord[]> {
  const [first = '', ...others] = [...word];
  const slips = forgivenInBegun(others.length + 1);
  if (slips === 0) return [];
  return similar(em, word, {
    differing: '~letters & search_letters(?)',
    condition: 'word > ? and word < ? and length(word) > ?',
    given: [first, first + last, others.length - slips],
    most: slips,
  });
}

/** Words by how many letters differ (bits of an integer), the fewest first, then the most often said. */
async function similar(
  em: EntityManager,
  word: string,
  by: { differing: string; condition: string; given: readonly unknown[]; most: number },
): Promise<KnownWord[]> {
  const count = `bit_count((${by.differing})::bit(32))`;
  const condition = `${by.condition} and ${count} <= ?`;
  const given = [...by.given, word, by.most];
  return em.execute<KnownWord[]>(
    `select word, sum(occurrences)::float8 as occurrences from (
       select word, letters, occurrences from search_words where ${condition}
       union all select word, letters, change from search_word_changes, unnest(words, changes) c(word, change),
         search_letters(word) letters where ${condition}
     ) each group by word, letters having sum(occurrences) > 0
     order by ${count}, 2 desc limit ${mostCandidates}`,
    [...given, ...given, word],
  );
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

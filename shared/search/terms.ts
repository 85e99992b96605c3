import type { Token } from './fold.ts';
import type { QueryPart, SearchQuery } from './query.ts';

/** What the library knows of the words that are searched for. */
export interface WordForms {
  /** The stems of a word, in the languages of the library. */
  readonly stems: ReadonlyMap<string, readonly string[]>;
  /** What the begun word may become. */
  readonly completions: readonly string[];
}

/** A search as PostgreSQL's text search takes it. */
export interface SearchTerms {
  /** A `tsquery`; every segment that may be meant fulfils it. */
  readonly query: string;
  /** The same without stems and completions: what was typed, letter by letter. */
  readonly exact: string;
  /** Signs that have to stand in a row in the folded text; pairs of them only make it likely. */
  readonly runs: readonly string[];
}

/** A term, quoted as `tsquery` wants it. */
export function quoteTerm(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

const anyOf = (terms: readonly string[]) =>
  terms.length === 1 ? quoteTerm(terms[0] ?? '') : `(${terms.map(quoteTerm).join(' | ')})`;

/** The terms of a search; `tags` are what filters ask for. */
export function termsOf(
  { parts }: SearchQuery,
  forms: WordForms,
  tags: readonly (readonly string[])[] = [],
): SearchTerms {
  const filters = tags.map(anyOf);
  const none: WordForms = { stems: new Map(), completions: [] };
  return {
    query: [...parts.map((part) => partTerms(part, forms)), ...filters].join(' & '),
    exact: parts.map((part) => partTerms(part, none)).join(' & '),
    runs: parts.flatMap(({ tokens }) =>
      tokens.flatMap(({ text, isUnspaced }) => (isUnspaced && [...text].length > 2 ? [text] : [])),
    ),
  };
}

function partTerms({ tokens, isPhrase, isPrefix }: QueryPart, forms: WordForms): string {
  const groups: string[][] = [];
  let before: Token | null = null;
  tokens.forEach((token, place) => {
    const goesOn = isPrefix && place === tokens.length - 1;
    const term = token.isUnspaced ? pairsOf(token.text) : wordTerms(token.text, isPhrase, goesOn, forms);
    // Only words have places: what follows signs is only asked to be there too.
    if (before && !before.isUnspaced && !token.isUnspaced) groups.at(-1)?.push(term);
    else groups.push([term]);
    before = token;
  });
  return groups.map((group) => (group.length > 1 ? `(${group.join(' <-> ')})` : group[0])).join(' & ');
}

function wordTerms(word: string, isPhrase: boolean, goesOn: boolean, forms: WordForms): string {
  const stems = isPhrase ? [] : (forms.stems.get(word) ?? []);
  const completions = goesOn ? forms.completions : [];
  return anyOf([...new Set([word, ...stems, ...completions])]);
}

/** Every two neighbours of a run, or its only sign. */
function pairsOf(run: string): string {
  const signs = [...run];
  if (signs.length === 1) return quoteTerm(run);
  const pairs = signs.slice(1).map((sign, place) => `${signs[place]}${sign}`);
  return [...new Set(pairs)].map(quoteTerm).join(' & ');
}

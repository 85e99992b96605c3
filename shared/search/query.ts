import { foldText, type Token, tokensOf } from './fold.ts';

/** Something that has to be said: a word, words in a row, or signs in a row. */
export interface QueryPart {
  /** What was typed for it, folded. */
  readonly tokens: readonly Token[];
  /** In exactly this order and form. */
  readonly isPhrase: boolean;
  /** Its last word may go on. */
  readonly isPrefix: boolean;
}

/** What people typed, understood. All of its parts have to be found. */
export interface SearchQuery {
  readonly parts: readonly QueryPart[];
}

/** More than anybody types on purpose. */
const mostParts = 16;

/**
 * Understands what people type: words, `"words in a row"`, `begin*`. The last word may go on while it is typed; a space after
 * it, or a closing quote, says that it is whole.
 */
export function parseQuery(typed: string): SearchQuery {
  const parts: QueryPart[] = [];
  for (const { 0: whole, 1: quoted, 2: bare } of typed.matchAll(
    /["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/g,
  )) {
    const source = quoted ?? bare ?? '';
    const tokens = tokensOf(foldText(source));
    if (tokens.length === 0) continue;
    const isQuoted = quoted !== undefined;
    const isOpen = isQuoted ? !/["“”«»]$/.test(whole.slice(1)) && !/\s$/.test(source) : true;
    const isLast = typed.endsWith(whole) && isOpen;
    parts.push({
      tokens,
      isPhrase: isQuoted || tokens.length > 1,
      isPrefix: isLast || (!isQuoted && source.endsWith('*')),
    });
  }
  return { parts: parts.slice(0, mostParts) };
}

/** The words that a dictionary or a vocabulary may know, each once. */
export function wordsOf({ parts }: SearchQuery): string[] {
  return [
    ...new Set(
      parts.flatMap(({ tokens }) => tokens.filter((token) => !token.isUnspaced).map(({ text }) => text)),
    ),
  ];
}

/** The last word where it may go on; null where there is none. */
export function begunWordOf({ parts }: SearchQuery): string | null {
  const last = parts.find(({ isPrefix }) => isPrefix)?.tokens.at(-1);
  return last && !last.isUnspaced ? last.text : null;
}

import { foldWithPlaces } from './fold.ts';
import type { SearchQuery } from './query.ts';

/** A stretch of text that was searched for: `from` to before `to`, in UTF-16 units. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a text holds what was searched for. `forms` are the words of it that are meant, as they are written there (folded).
 * Of a phrase, only words in a row are marked.
 */
export function marksIn(text: string, { parts }: SearchQuery, forms: readonly string[]): Mark[] {
  const { folded, from, to } = foldWithPlaces(text);
  const found: Mark[] = [];
  const mark = (start: number, end: number) =>
    found.push({ from: from[start] ?? 0, to: to[end - 1] ?? text.length });
  const words = [...folded.matchAll(/[^ ]+/g)];
  for (const { tokens, isPhrase, isPrefix } of parts) {
    if (tokens.some(({ isUnspaced }) => isUnspaced)) {
      for (const token of tokens)
        for (const at of placesOf(folded, token.text)) mark(at, at + token.text.length);
    } else if (isPhrase) {
      words.forEach((_, place) => {
        const row = words.slice(place, place + tokens.length);
        const isHere = tokens.every(({ text: word }, index) => {
          const said = row[index]?.[0];
          return isPrefix && index === tokens.length - 1 ? said?.startsWith(word) : said === word;
        });
        const [first, last] = [row[0], row.at(-1)];
        if (isHere && first && last) mark(first.index, last.index + last[0].length);
      });
    }
  }
  const single = new Set(forms);
  if (parts.some(({ isPhrase }) => !isPhrase)) {
    for (const { 0: word, index } of words) if (single.has(word)) mark(index, index + word.length);
  }
  return merged(found);
}

/** Where a name holds any of some folded texts. */
export function marksOf(name: string, parts: readonly string[]): Mark[] {
  const { folded, from, to } = foldWithPlaces(name);
  return merged(
    parts.flatMap((part) =>
      [...placesOf(folded, part)].map((at) => ({
        from: from[at] ?? 0,
        to: to[at + part.length - 1] ?? name.length,
      })),
    ),
  );
}

function* placesOf(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

function merged(marks: readonly Mark[]): Mark[] {
  const sorted = marks.toSorted((one, other) => one.from - other.from || one.to - other.to);
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

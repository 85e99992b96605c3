import { graphemesOf, isUnspaced } from './script.ts';
import type { Word } from './segment.ts';
import { spreadWords } from './wordTimes.ts';

/** Above so many comparisons what is between the common beginning and end counts as new. */
const mostComparisons = 4_000_000;

/** A part of a word that is compared as a whole: the word, or in scripts without spaces a single character. */
interface Atom {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  /** The number of the word that it is part of. */
  readonly word: number;
}

/** Where a new word was before: the times that it keeps. Null for one that is new. */
export type KeptWord = Word & { readonly from: number; readonly to: number };

export interface Alignment {
  /** For each new text what it was before, and which atoms that were. */
  readonly kept: (KeptWord | null)[];
  readonly atoms: readonly Atom[];
}

/** Finds former words in a new text: words that are the same, and in scripts without spaces the same characters. */
export function alignWords(words: readonly Word[], texts: readonly string[]): Alignment {
  const atoms = words.flatMap((word, index) => atomsOf(word, index));
  const parts = texts.map(partsOf);
  const matches = matchTexts(
    atoms.map(({ text }) => text),
    parts.flat(),
  );
  let at = 0;
  const kept = parts.map((part, index) => {
    const found = matches.slice(at, at + part.length);
    at += part.length;
    return keptWord(texts[index] ?? '', found, atoms, words);
  });
  return { kept, atoms };
}

function partsOf(text: string): string[] {
  return isUnspaced(text) ? graphemesOf(text) : [text];
}

function atomsOf(word: Word, index: number): Atom[] {
  const text = word.text.trim();
  const { confidence } = word;
  return spreadWords(
    partsOf(text).map((part) => ({ text: part, confidence })),
    word,
  ).map((part) => ({ ...part, word: index }));
}

function keptWord(
  text: string,
  found: readonly (number | null)[],
  atoms: readonly Atom[],
  words: readonly Word[],
): KeptWord | null {
  const from = found[0];
  if (from == null || found.some((atom, index) => atom !== from + index)) return null;
  const to = from + found.length - 1;
  const own = atoms.slice(from, to + 1);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return null;
  const whole = words[first.word];
  if (whole && first.word === last.word && whole.text.trim() === text) return { ...whole, text, from, to };
  const confidence = Math.min(...own.map((atom) => atom.confidence));
  return { text, start: first.start, end: last.end, confidence, from, to };
}

/** For each new text the number of the former one that it is, rising; null where there is none. */
export function matchTexts(former: readonly string[], next: readonly string[]): (number | null)[] {
  let head = 0;
  while (head < former.length && head < next.length && former[head] === next[head]) head++;
  let tail = 0;
  while (
    tail < former.length - head &&
    tail < next.length - head &&
    former[former.length - 1 - tail] === next[next.length - 1 - tail]
  )
    tail++;
  const middle = longestCommon(
    former.slice(head, former.length - tail),
    next.slice(head, next.length - tail),
  );
  return next.map((_, index) => {
    if (index < head) return index;
    if (index >= next.length - tail) return former.length - (next.length - index);
    const match = middle[index - head] ?? null;
    return match === null ? null : match + head;
  });
}

/** The longest common subsequence, as the number of the former text for each next one. */
function longestCommon(former: readonly string[], next: readonly string[]): (number | null)[] {
  const matches: (number | null)[] = next.map(() => null);
  if (former.length * next.length > mostComparisons) return matches;
  const width = next.length + 1;
  const lengths = new Uint32Array((former.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = former.length - 1; row >= 0; row--) {
    for (let column = next.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        former[row] === next[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < former.length && column < next.length; ) {
    if (former[row] === next[column]) matches[column++] = row++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return matches;
}

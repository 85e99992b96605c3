import { comparableWords } from './wordErrorRate.ts';

/** A phrase that a recogniser says over and over. */
export interface Loop {
  /** Index of the first word of the first repetition. */
  readonly start: number;
  /** Words in the phrase. */
  readonly period: number;
  readonly repeats: number;
}

/** The longest phrase, in words, whose repetition is looked for. */
const longestPhrase = 24;

/** How often a phrase of this many words has to follow itself to be a loop; people do say "no, no, no, no". */
function repeatsThatMakeALoop(period: number): number {
  if (period === 1) return 6;
  if (period <= 3) return 4;
  return 3;
}

/** The earliest phrase that is repeated without a break more often than people do; null where there is none. */
export function findLoop(words: readonly string[]): Loop | null {
  const spoken = words.map((word) => comparableWords(word).join(' '));
  for (let start = 0; start < spoken.length; start += 1) {
    for (let period = 1; period <= longestPhrase; period += 1) {
      const repeats = repeatsAt(spoken, start, period);
      if (repeats >= repeatsThatMakeALoop(period)) return { start, period, repeats };
    }
  }
  return null;
}

function repeatsAt(words: readonly string[], start: number, period: number): number {
  let matching = 0;
  while (start + period + matching < words.length) {
    if (words[start + matching] !== words[start + period + matching]) break;
    matching += 1;
  }
  return 1 + Math.floor(matching / period);
}

import type { RecognizedWord } from './recognizer.ts';
import type { Token } from './words.ts';

const unspoken = /[^\p{L}\p{N}]/gu;

/**
 * Gives the words of a text (with their punctuation) the times and probabilities of words that were timed without it.
 * Null when the two do not spell the same.
 */
export function timeWords(texts: readonly string[], timed: readonly Token[]): RecognizedWord[] | null {
  const owners = timed.flatMap((token) => [...spelling(token.text)].map(() => token));
  if (timed.map(({ text }) => spelling(text)).join('') !== texts.map(spelling).join('')) return null;
  let used = 0;
  return texts.map((text) => {
    const own = owners.slice(used, used + [...spelling(text)].length);
    used += own.length;
    const [first, last] = [own[0] ?? owners[used - 1], own.at(-1) ?? owners[used - 1]];
    return {
      text,
      start: first?.start ?? 0,
      end: last?.end ?? 0,
      probability: own.length > 0 ? meanProbability(own) : null,
    };
  });
}

/** Shares a stretch of time (seconds) among words by their length. */
export function spreadWords(texts: readonly string[], start: number, end: number): RecognizedWord[] {
  const lengths = texts.map((text) => spelling(text).length + 1);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let passed = 0;
  return texts.map((text, index) => {
    const from = start + ((end - start) * passed) / total;
    passed += lengths[index] ?? 0;
    return { text, start: from, end: start + ((end - start) * passed) / total, probability: null };
  });
}

function spelling(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(unspoken, '');
}

function meanProbability(tokens: readonly Token[]): number | null {
  const known = tokens.flatMap(({ probability }) => probability ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

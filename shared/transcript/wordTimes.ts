import { rounding, shortestWord } from './invariant.ts';
import { columnsOf } from './script.ts';
import type { SpokenSegment, Word } from './segment.ts';
import { textIsItsWords, timedPieces } from './timedText.ts';

/** A stretch of the recording in seconds. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The words moved as little as it takes for them to lie in order inside a stretch, none shorter than 20 ms; null when they
 * do not fit.
 */
export function fitWords(words: readonly Word[], { start, end }: Stretch): Word[] | null {
  if (end - start < words.length * shortestWord - rounding) return null;
  let reached = start;
  return words.map((word, index) => {
    const left = (words.length - index) * shortestWord;
    const from = Math.min(Math.max(word.start, reached), Math.max(reached, end - left));
    const to = Math.max(from + shortestWord, Math.min(word.end, end - left + shortestWord));
    reached = to;
    return { ...word, start: from, end: to };
  });
}

/** Texts one after the other over a stretch, each as long as it is wide. */
export function spreadWords(
  texts: readonly { text: string; confidence: number }[],
  { start, end }: Stretch,
): Word[] {
  const widths = texts.map(({ text }) => Math.max(1, columnsOf(text)));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  let before = 0;
  return texts.map(({ text, confidence }, index) => {
    const from = start + ((end - start) * before) / whole;
    before += widths[index] ?? 0;
    return { text, confidence, start: from, end: start + ((end - start) * before) / whole };
  });
}

/** The words of a segment's text: its own where they are that, else spread over it; none where they would not fit. */
export function wordsOf(
  segment: Pick<SpokenSegment, 'start' | 'end' | 'text' | 'words' | 'confidence'>,
): Word[] {
  const isOwn = segment.words.length > 0 && textIsItsWords(segment);
  const words = isOwn
    ? segment.words.filter(({ text }) => text.trim() !== '')
    : timedPieces({ ...segment, words: [] }).map(({ text, start, end }) => ({
        text,
        start,
        end,
        confidence: segment.confidence,
      }));
  return fitWords(words, segment) ?? [];
}

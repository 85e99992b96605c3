import { shortestWord } from '../../../shared/transcript/invariant.ts';
import { joinTexts } from '../../../shared/transcript/script.ts';
import type { Word } from '../../../shared/transcript/segment.ts';

/** A word with its place in the recording and how it came about. */
export interface HeardWord extends Word {
  readonly isEstimated: boolean;
  /** `repaired` replaces a loop or a collapse; `recovered` was missed at first. */
  readonly origin: 'heard' | 'repaired' | 'recovered';
  readonly language: string | null;
}

/** A sentence as the engine gives it, in seconds of the recording. Its bounds are good; its words' times are not yet. */
export interface HeardSentence {
  readonly start: number;
  readonly end: number;
  readonly words: readonly HeardWord[];
}

export function wordsOf(sentences: readonly HeardSentence[]): HeardWord[] {
  return sentences.flatMap((sentence) => sentence.words);
}

export function textOf(words: readonly Pick<Word, 'text'>[]): string {
  return joinTexts(words.map((word) => word.text));
}

/**
 * The same words with times that keep the transcript's invariant: in order, within from..to, not overlapping, none
 * shorter than 20 ms. What already keeps it stays as it is. Words for which there is no room at all are squeezed evenly.
 */
export function settleTimes(words: readonly HeardWord[], from: number, to: number): HeardWord[] {
  const room = to - from;
  if (words.length * shortestWord > room) {
    const share = room / Math.max(1, words.length);
    return words.map((word, index) => ({
      ...word,
      start: from + index * share,
      end: from + (index + 1) * share,
    }));
  }
  let reached = from;
  const settled = words.map((word) => {
    const start = Math.max(word.start, reached);
    const end = Math.max(word.end, start + shortestWord);
    reached = end;
    return { ...word, start, end };
  });
  let limit = to;
  for (const word of settled.toReversed()) {
    if (word.end <= limit) break;
    word.end = limit;
    word.start = Math.min(word.start, limit - shortestWord);
    limit = word.start;
  }
  return settled;
}

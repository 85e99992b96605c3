import { sampleRate } from '../engines/recognizer.ts';
import { type HeardSentence, type HeardWord, settleTimes, textOf } from './heardWord.ts';
import { repairWordTimes } from './wordTimes.ts';

/**
 * The words of a window with times that fit what is heard and keep the transcript's invariant. `samples` are the whole
 * window's, so that words of every attempt find their place among each other; `origin` is its beginning in seconds.
 */
export function placeWords(
  samples: Float32Array,
  sentences: readonly HeardSentence[],
  origin: number,
): HeardWord[] {
  const repaired = repairWordTimes(
    samples,
    sentences.map(({ start, end, words }) => ({
      start: start - origin,
      end: end - origin,
      text: textOf(words),
      words: words.map((word) => ({
        text: word.text,
        start: word.start - origin,
        end: word.end - origin,
        probability: word.confidence,
      })),
      averageLogProbability: null,
      noSpeechProbability: null,
    })),
  );
  const words = sentences.flatMap((sentence, index) =>
    sentence.words.map((word, place) => {
      const found = repaired[index]?.words[place];
      return found ? { ...word, start: origin + found.start, end: origin + found.end } : word;
    }),
  );
  return settleTimes(words, origin, origin + samples.length / sampleRate);
}

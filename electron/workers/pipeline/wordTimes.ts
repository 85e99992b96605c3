import { shortestWord } from '../../../shared/transcript/invariant.ts';
import { type RecognizedSegment, type RecognizedWord, sampleRate } from '../engines/recognizer.ts';
import { soundsOf } from './wordTimesLength.ts';
import { cheapestPath } from './wordTimesPath.ts';
import { costsOf, placeWords } from './wordTimesPlaces.ts';
import { frameRate, listen } from './wordTimesSound.ts';

interface Times {
  readonly start: number;
  readonly end: number;
}

/**
 * Gives every word of a window a time that fits what is heard: in order, without overlap, inside the samples and at
 * least 20 ms long (where the samples have room for that). The engine's times, which are poor, are one voice among
 * others: pauses, changes of the sound, the length of each word and the punctuation are the others, and the placing
 * that they agree on best wins. Segment bounds follow their words; texts, probabilities and the number of words stay.
 * Times are seconds from the start of the samples. Linear in the length of the samples.
 */
export function repairWordTimes(
  samples: Float32Array,
  segments: readonly RecognizedSegment[],
): RecognizedSegment[] {
  const words = segments.flatMap((segment) => segment.words);
  if (words.length === 0) return segments.slice();
  const times = findTimes(samples, segments) ?? spreadEvenly(words, segments, samples.length / sampleRate);
  let used = 0;
  return segments.map((segment) => {
    const own = segment.words.map((word, index) => ({ ...word, ...times[used + index] }));
    used += own.length;
    return {
      ...segment,
      words: own,
      start: own[0]?.start ?? segment.start,
      end: own.at(-1)?.end ?? segment.end,
    };
  });
}

function findTimes(samples: Float32Array, segments: readonly RecognizedSegment[]): Times[] | null {
  const sound = listen(samples);
  const path = cheapestPath(placeWords(segments, sound), sound.frames, costsOf(sound));
  return path?.map(({ start, end }) => ({ start: start / frameRate, end: end / frameRate })) ?? null;
}

/** For more words than can have been said: they share the time of their segments, or all there is, by their length. */
function spreadEvenly(
  words: readonly RecognizedWord[],
  segments: readonly RecognizedSegment[],
  duration: number,
): Times[] {
  const first = Math.max(0, Math.min(...segments.map(({ start }) => start)));
  const last = Math.min(duration, Math.max(...segments.map(({ end }) => end)));
  const needed = words.length * shortestWord;
  const [start, end] = last - first >= needed ? [first, last] : [0, duration];
  const least = Math.min(shortestWord, (end - start) / words.length);
  const lengths = words.map(({ text }) => soundsOf(text, false));
  const shared = (end - start - least * words.length) / lengths.reduce((sum, length) => sum + length, 0);
  let at = start;
  return lengths.map((length) => {
    const from = at;
    at = Math.min(end, at + least + shared * length);
    return { start: from, end: at };
  });
}

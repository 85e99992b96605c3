import type { RecognizedSegment } from '../engines/recognizer.ts';
import { soundsOf } from './wordTimesLength.ts';
import type { Costs, PlacedWord } from './wordTimesPath.ts';
import { frameRate, pauseFrames, type Sound } from './wordTimesSound.ts';

/** A frame of speech without a word; a frame of a word in which nothing is heard, in a short stop or in a pause. */
const [speechWithoutWord, wordInStop, wordInPause] = [0.5, 0.2, 1.5];
/** A word twice or half as long as likely costs half of this (the logarithm of 2 squared is 0.48). */
const wrongLength = 6;
/** What a boundary saves where the sound changes most. */
const changeGain = 1;
/** Cost of each second between a time and the engine's, and the most that it can be. Segments are surer than words. */
const [wordDistance, wordDistanceMost] = [1.7, 1.5];
const [segmentDistance, segmentDistanceMost] = [15, 9];
/** Seconds of silence count this much of what seconds of speech do when times are compared. */
const silenceShare = 0.02;
/** People pause at the end of a sentence or segment, may do so at a comma, and seldom elsewhere. */
const pauseCosts = { segment: -2, sentence: -1, clause: 0, none: 2 };
const joinCosts = { segment: 2, sentence: 3, clause: 0, none: 0 };
type Seam = keyof typeof pauseCosts;

/** Frames of a sound: how fast and how slowly people speak. */
const [fastest, slowest] = [2.5, 15];
const shortestLength = 3;
/** Frames of speech that a segment's bounds may be off by without hiding the pause beside them. */
const slack = 5;
/** How far a word is looked for around its place: frames, and a share of its segment; at most 6 s. */
const [bandFrames, bandShare, widestBand] = [40, 0.25, 6 * frameRate];

/** What a window's frames cost, with and without words on them. */
export function costsOf({ frames, voiced }: Sound): Costs {
  const unworded = new Float64Array(frames + 1);
  const worded = new Float64Array(frames + 1);
  let quietUntil = 0;
  let isPause = false;
  for (let frame = 0; frame < frames; frame++) {
    if (frame >= quietUntil) {
      quietUntil = frame + 1;
      while (quietUntil < frames && isQuiet(voiced, quietUntil) === isQuiet(voiced, frame)) quietUntil++;
      isPause = isQuiet(voiced, frame) && quietUntil - frame >= pauseFrames;
    }
    const heard = voiced[frame] ?? 0;
    unworded[frame + 1] = (unworded[frame] ?? 0) + speechWithoutWord * heard;
    worded[frame + 1] = (worded[frame] ?? 0) + (isPause ? wordInPause : wordInStop) * (1 - heard);
  }
  return { unworded, worded, wrongLength };
}

function isQuiet(voiced: Float32Array, frame: number): boolean {
  return (voiced[frame] ?? 0) < 0.5;
}

/** Where each word of a window may lie and what speaks for each place. */
export function placeWords(segments: readonly RecognizedSegment[], sound: Sound): PlacedWord[] {
  const clock = createClock(sound);
  const placed = segments.flatMap((segment) => placeSegment(segment, sound, clock));
  const seams = segments.flatMap(({ words }) =>
    words.map((_, index): Seam => (index === 0 ? 'segment' : seamAfter(words[index - 1]?.text ?? ''))),
  );
  return placed.map((word, index) => {
    const seam = seams[index] ?? 'none';
    return { ...word, pauseCost: pauseCosts[seam], joinCost: joinCosts[seam] };
  });
}

function seamAfter(text: string): Seam {
  if (/[.!?…。！？]["'”’)\]]*$/u.test(text)) return 'sentence';
  return /[,;:–—、，；：]["'”’)\]]*$/u.test(text) ? 'clause' : 'none';
}

/** Time as speech passes it: silence hardly counts. */
interface SpeechClock {
  /** Frames of speech before a frame. */
  at(frame: number): number;
  /** Seconds between two frames. */
  between(one: number, other: number): number;
}

function createClock({ frames, voiced }: Sound): SpeechClock {
  const passed = new Float64Array(frames + 1);
  for (let frame = 0; frame < frames; frame++)
    passed[frame + 1] = (passed[frame] ?? 0) + (isQuiet(voiced, frame) ? 0 : 1);
  const at = (frame: number): number => passed[Math.max(0, Math.min(frames, Math.round(frame)))] ?? 0;
  return {
    at,
    between: (one, other) =>
      (Math.abs(at(one) - at(other)) + silenceShare * Math.abs(one - other)) / frameRate,
  };
}

/** Words share the speech of their segment by their length; that is where they are looked for. */
function placeSegment(
  { start, end, words }: RecognizedSegment,
  { frames, change }: Sound,
  clock: SpeechClock,
): Omit<PlacedWord, 'pauseCost' | 'joinCost'>[] {
  const from = Math.max(0, Math.min(frames - 1, Math.round(start * frameRate)));
  const to = Math.max(from + 1, Math.min(frames, Math.round(end * frameRate)));
  const lengths = words.map(({ text }, index) => soundsOf(text, index === words.length - 1));
  const sounds = lengths.reduce((sum, length) => sum + length, 0);
  const speech = Math.max(1, clock.at(to) - clock.at(from));
  const pace = Math.min(slowest, Math.max(fastest, speech / sounds));
  const band = Math.min(widestBand, bandFrames + (to - from) * bandShare);
  const near = (frame: number, other: number, cost: number, most: number): number =>
    Math.min(most, cost * clock.between(frame, other)) - changeGain * (change[frame] ?? 0);
  let said = 0;
  // Where the speech before the word ends, and where speech goes on: a pause apart.
  let [low, high] = [from, from];
  return words.map((word, index) => {
    const before = clock.at(from) + (said / sounds) * speech;
    while (low < to && clock.at(low) < before - slack) low++;
    while (high < to && clock.at(high + 1) <= before + slack) high++;
    const length = lengths[index] ?? 0;
    said += length;
    return {
      earliest: Math.round(low - band),
      latest: Math.round(high + band),
      length: Math.max(shortestLength, length * pace),
      startCost: (frame) =>
        index === 0
          ? near(frame, from, segmentDistance, segmentDistanceMost)
          : near(frame, word.start * frameRate, wordDistance, wordDistanceMost),
      endCost: (frame) =>
        index === words.length - 1
          ? near(frame, to, segmentDistance, segmentDistanceMost)
          : near(frame, frame, 0, 0),
    };
  });
}

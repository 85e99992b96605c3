import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecognizedSegment } from '../../electron/workers/engines/recognizer.ts';
import { spreadWords } from '../../electron/workers/engines/wordsFromText.ts';
import { repairWordTimes } from '../../electron/workers/pipeline/wordTimes.ts';
import { shortestWord } from '../../shared/transcript/invariant.ts';

const second = 16_000;
const rounding = 1e-9;

function segmentOf(text: string, start: number, end: number): RecognizedSegment {
  const words = spreadWords(text.split(' '), start, end);
  return { start, end, text, words, averageLogProbability: null, noSpeechProbability: null };
}

/** A buzz like a voice where there is speech (from, to in seconds), and a faint hiss elsewhere. */
function soundWith(seconds: number, speech: readonly (readonly [number, number])[]): Float32Array {
  let seed = 1;
  return new Float32Array(Math.round(seconds * second)).map((_, index) => {
    seed = (seed * 16_807) % 2_147_483_647;
    const time = index / second;
    const isSpoken = speech.some(([from, to]) => time >= from && time < to);
    const hiss = (seed / 2_147_483_647 - 0.5) * 0.002;
    return hiss + (isSpoken ? 0.3 * Math.sin(time * 2 * Math.PI * 140) + 0.1 * Math.sin(time * 9_000) : 0);
  });
}

describe('words without a length', () => {
  test('fill the speech between pauses and leave the pauses alone', () => {
    const samples = soundWith(6, [
      [1, 2.2],
      [3, 4.5],
    ]);
    const flat = segmentOf('Good evening team. The interview is in January.', 0, 6);
    const words = flat.words.map((word) => ({ ...word, start: 1, end: 1 }));
    const [segment] = repairWordTimes(samples, [{ ...flat, words }]);
    const [good, , team, the, , , , january] = segment?.words ?? [];
    expect(good?.start).toBeCloseTo(1, 1);
    expect(team?.end).toBeCloseTo(2.2, 1);
    expect(the?.start).toBeCloseTo(3, 1);
    expect(january?.end).toBeCloseTo(4.5, 1);
    expect(segment).toMatchObject({ start: good?.start, end: january?.end, text: flat.text });
  });

  test('longer words get more time', () => {
    const [segment] = repairWordTimes(soundWith(3, [[0.5, 2.5]]), [segmentOf('a congratulation to', 0, 3)]);
    const [a, congratulation, to] = (segment?.words ?? []).map(({ start, end }) => end - start);
    expect(congratulation).toBeGreaterThan(3 * (a ?? 0));
    expect(congratulation).toBeGreaterThan(2 * (to ?? 0));
  });

  test('a segment that is said to begin in the silence before begins with the speech', () => {
    const samples = soundWith(8, [
      [0.5, 2],
      [5, 6.5],
    ]);
    const segments = [segmentOf('Bob finished the agenda.', 0, 2), segmentOf('Monday is difficult.', 2, 6.6)];
    const [, later] = repairWordTimes(samples, segments);
    expect(later?.start).toBeCloseTo(5, 1);
    expect(later?.words[0]?.start).toBe(later?.start);
  });
});

test('more words than can have been said still get times in order', () => {
  const text = Array.from({ length: 400 }, () => 'again').join(' ');
  const [segment] = repairWordTimes(soundWith(10, [[0, 10]]), [segmentOf(text, 2, 3)]);
  expect(segment?.words).toHaveLength(400);
  for (const { start, end } of segment?.words ?? []) expect(end - start).toBeGreaterThanOrEqual(shortestWord);
});

test('a window without words stays as it is', () => {
  expect(repairWordTimes(soundWith(1, []), [])).toEqual([]);
  expect(repairWordTimes(new Float32Array(0), [])).toEqual([]);
});

const anySegment = fc.record({
  texts: fc.array(fc.constantFrom('a', 'interview', 'No.', '1995', '東京', '—', 'so,', 'wonderful!'), {
    maxLength: 25,
  }),
  start: fc.double({ min: -1, max: 12, noNaN: true }),
  length: fc.double({ min: -2, max: 12, noNaN: true }),
  offsets: fc.array(fc.double({ min: -3, max: 15, noNaN: true }), { minLength: 25, maxLength: 25 }),
});

test('whatever an engine answers: in order, without overlap, inside the sound, none under 20 ms, nothing else changed', () => {
  fc.assert(
    fc.property(
      fc.array(anySegment, { maxLength: 5 }),
      fc.double({ min: 0.3, max: 10, noNaN: true }),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true })),
      ),
      (shapes, seconds, speech) => {
        const segments = shapes.map(({ texts, start, length, offsets }) => ({
          ...segmentOf('x', start, start + length),
          words: texts.map((text, index) => ({
            text,
            start: offsets[index] ?? 0,
            end: (offsets[index] ?? 0) + length,
            probability: index % 2 ? 0.5 : null,
          })),
        }));
        const samples = soundWith(seconds, speech);
        const duration = samples.length / second;
        const repaired = repairWordTimes(samples, segments);
        const words = repaired.flatMap((segment) => segment.words);
        const before = segments.flatMap((segment) => segment.words);
        expect(words.map(({ text, probability }) => [text, probability])).toEqual(
          before.map(({ text, probability }) => [text, probability]),
        );
        const least = Math.min(shortestWord, duration / Math.max(1, words.length));
        for (const [index, { start, end }] of words.entries()) {
          expect(end - start).toBeGreaterThanOrEqual(least - rounding);
          expect(start).toBeGreaterThanOrEqual((words[index - 1]?.end ?? 0) - rounding);
          expect(end).toBeLessThanOrEqual(duration + rounding);
        }
      },
    ),
    { numRuns: 60 },
  );
});

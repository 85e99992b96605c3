import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accuracyEstimate, estimateConfidence } from '../../shared/quality/confidence.ts';
import { coverageFaults, joinCoverage, secondsByKind } from '../../shared/quality/coverage.ts';
import { findLoop } from '../../shared/quality/loops.ts';
import { isOutroPhrase } from '../../shared/quality/outro.ts';
import { judgeRate } from '../../shared/quality/rate.ts';
import { qualityWarnings } from '../../shared/quality/warnings.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import type { SpokenSegment } from '../../shared/transcript/segment.ts';

const segment: SpokenSegment = {
  start: 1,
  end: 3,
  text: 'Hello Henry.',
  words: [
    { text: 'Hello', start: 1, end: 2, confidence: 0.8 },
    { text: 'Henry.', start: 2, end: 3, confidence: 0.6 },
  ],
  confidence: 0.7,
  confidenceIsEstimated: false,
  language: 'en',
  flags: [],
};

describe('word error rate', () => {
  test.each([
    ['Alice works in Berlin.', 'alice works, in berlin', 0],
    ['Alice works in Berlin.', 'Alice works in Paris', 0.25],
    ['Alice works in Berlin.', '', 1],
    ['Alice works in Berlin.', 'Oh Alice works here in Berlin', 0.5],
    ['Don’t go', "don't go", 0],
    ['東京は', '東京に', 1 / 3],
    ['', '', 0],
    ['', 'Thanks for watching!', Number.POSITIVE_INFINITY],
  ])('of %j heard as %j is %d', (reference, heard, rate) => {
    expect(wordErrorRate(reference, heard)).toBeCloseTo(rate, 10);
  });

  test('is zero for any text heard as itself', () => {
    fc.assert(fc.property(fc.lorem(), (text) => wordErrorRate(text, text.toUpperCase()) === 0));
  });
});

describe('loops', () => {
  const words = (text: string) => text.split(' ');

  test('are found with where they begin, their phrase and how often it comes', () => {
    const looping = `We met in Rome. ${'The box is green. '.repeat(5)}`.trim();
    expect(findLoop(words(looping))).toEqual({ start: 4, period: 4, repeats: 5 });
  });

  test.each(['no no no no no I said no', 'very very very good', 'bye bye. See you. See you. Bye'])(
    'are not seen in what people say: %s',
    (text) => {
      expect(findLoop(words(text))).toBeNull();
    },
  );

  test('are found whatever stands before and after them', () => {
    const word = fc.constantFrom('red', 'blue', 'green', 'white', 'black', 'four', 'five');
    const context = fc.uniqueArray(word, { minLength: 0, maxLength: 5 });
    const phrase = fc.uniqueArray(fc.constantFrom('we', 'will', 'see', 'you', 'soon', 'again'), {
      minLength: 2,
    });
    fc.assert(
      fc.property(context, phrase, context, (before, repeated, after) => {
        const loop = findLoop([...before, ...Array.from({ length: 5 }, () => repeated).flat(), ...after]);
        expect(loop).toMatchObject({ start: before.length, period: repeated.length, repeats: 5 });
      }),
    );
  });
});

test.each([
  ['Thanks for watching!', true],
  ['Untertitel der Amara.org-Community', true],
  ['ご視聴ありがとうございました', true],
  ['Thanks for watching the children yesterday.', false],
])('%j is a known outro phrase: %s', (text, expected) => {
  expect(isOutroPhrase(text)).toBe(expected);
});

test.each([
  ['The number is ten.', 30, 'too-little'],
  ['a '.repeat(2000), 10, 'too-much'],
  ['Alice works in Berlin on Wednesday and likes it.', 3, 'plausible'],
  ['私は東京に住んでいます', 3, 'plausible'],
  ['', 0.5, 'plausible'],
] as const)('%.20j in %d seconds of speech is %s', (text, seconds, verdict) => {
  expect(judgeRate(text, seconds)).toBe(verdict);
});

describe('coverage', () => {
  test('names what is not accounted for, and what is accounted for twice', () => {
    const row = (start: number, end: number) => ({ start, end, kind: 'text' as const });
    expect(coverageFaults([row(0, 1), row(1, 2)], 0, 2)).toEqual([]);
    expect(coverageFaults([row(0, 1), row(1.5, 2)], 0, 2)).toHaveLength(1);
    expect(coverageFaults([row(0, 1), row(0.5, 2)], 0, 2)).toHaveLength(1);
    expect(coverageFaults([row(0, 1)], 0, 2)).toHaveLength(1);
    expect(coverageFaults([], 0, 0)).toEqual([]);
  });

  test('joins neighbours of one kind and counts their seconds', () => {
    const rows = joinCoverage([
      { start: 0, end: 1, kind: 'silence' },
      { start: 1, end: 2, kind: 'silence' },
      { start: 2, end: 5, kind: 'text' },
    ]);
    expect(rows).toHaveLength(2);
    expect(secondsByKind(rows)).toEqual({ text: 3, silence: 2, music: 0, unresolved: 0 });
  });
});

test('confidence is estimated from the average token and the chance of no speech', () => {
  expect(estimateConfidence(0, 0)).toBe(1);
  expect(estimateConfidence(Math.log(0.5), null)).toBeCloseTo(0.5);
  expect(estimateConfidence(0, 1)).toBe(0.5);
  expect(estimateConfidence(null, null)).toBe(0.7);
});

test('the accuracy estimate is the mean confidence times the share of speech that has text', () => {
  const text = { start: 0, end: 3, kind: 'text' as const };
  const unresolved = { start: 3, end: 4, kind: 'unresolved' as const };
  expect(accuracyEstimate([segment], [text])).toBeCloseTo(0.7);
  expect(accuracyEstimate([segment], [text, unresolved])).toBeCloseTo(0.7 * 0.75);
  expect(accuracyEstimate([], [text])).toBeNull();
});

test('warnings name the whole recording first, then doubtful stretches in order of time', () => {
  const warnings = qualityWarnings({
    segments: [{ ...segment, flags: ['low-confidence', 'recovered'], confidenceIsEstimated: true }],
    coverage: [{ start: 0, end: 1, kind: 'unresolved' }],
    discarded: [{ start: 5, end: 6, text: 'no no no', reason: 'loop' }],
    isTruncated: true,
    usedEnergyDetector: false,
  });
  expect(warnings).toEqual([
    { kind: 'truncated-recording', start: null, end: null },
    { kind: 'estimated-confidence', start: null, end: null },
    { kind: 'unresolved-speech', start: 0, end: 1 },
    { kind: 'low-confidence', start: 1, end: 3 },
    { kind: 'repaired-loop', start: 5, end: 6 },
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countDoubtful,
  lastBegun,
  nextDoubtful,
  piecesOf,
  step,
  wordAt,
} from '../../renderer/features/transcript/words.ts';

const word = (text: string, start: number, confidence = 0.9) => ({
  text,
  start,
  end: start + 0.3,
  confidence,
});
const segments = [
  { start: 0, words: [word('Good', 0.5), word('morning.', 1, 0.2)] },
  { start: 5, words: [] },
  { start: 9, words: [word('Is', 9), word('Bob', 9.4, 0.4), word('here?', 10)] },
];

describe('the text of a segment', () => {
  test('is cut at its words and keeps what stands between them', () => {
    const pieces = piecesOf({ text: '– Good  morning.', words: [word('Good', 0), word('morning.', 1)] });
    expect(pieces).toEqual([
      { text: '– ', word: null },
      { text: 'Good', word: 0 },
      { text: '  ', word: null },
      { text: 'morning.', word: 1 },
    ]);
  });

  test('is cut where no spaces are, as in Japanese', () => {
    const pieces = piecesOf({ text: '東京です', words: [word('東京', 0), word('です', 1)] });
    expect(pieces.map((piece) => piece.word)).toEqual([0, 1]);
  });

  test('loses no word that the text does not hold, and is never changed', () => {
    const someText = fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 12 });
    fc.assert(
      fc.property(someText, someText, (spoken, other) => {
        const text = [...spoken, ...other].join(' ');
        const words = spoken.map((each, index) => word(each, index));
        const pieces = piecesOf({ text, words });
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        const numbers = pieces.flatMap((piece) => piece.word ?? []);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('the word being spoken', () => {
  test('is the last that has begun, also in the pause after it', () => {
    expect(wordAt(segments, 1.1)).toEqual({ segment: 0, word: 1 });
    expect(wordAt(segments, 4)).toEqual({ segment: 0, word: 1 });
  });

  test('is none before the first, and skips segments without words', () => {
    expect(wordAt(segments, 0.2)).toBeNull();
    expect(wordAt(segments, 6)).toEqual({ segment: 0, word: 1 });
  });

  test('is found by halving as it would be by looking through all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), fc.nat(1000), (starts, time) => {
        const things = starts.toSorted((a, b) => a - b).map((start) => ({ start }));
        expect(lastBegun(things, time)).toBe(things.findLastIndex(({ start }) => start <= time));
      }),
    );
  });
});

describe('the tour', () => {
  test('goes from doubtful word to doubtful word in both directions and ends at the ends', () => {
    const first = nextDoubtful(segments, null, 1);
    expect(first).toEqual({ segment: 0, word: 1 });
    const second = nextDoubtful(segments, first, 1);
    expect(second).toEqual({ segment: 2, word: 1 });
    expect(nextDoubtful(segments, second, 1)).toBeNull();
    expect(nextDoubtful(segments, second, -1)).toEqual(first);
  });

  test('goes word by word over the edges of segments', () => {
    expect(step(segments, { segment: 0, word: 1 }, 1)).toEqual({ segment: 2, word: 0 });
    expect(step(segments, { segment: 2, word: 0 }, -1)).toEqual({ segment: 0, word: 1 });
    expect(step(segments, { segment: 2, word: 2 }, 1)).toBeNull();
  });

  test('knows how many doubtful words there are', () => {
    expect(countDoubtful(segments)).toBe(2);
  });
});

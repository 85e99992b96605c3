import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { realignedWords } from '../../shared/transcript/realign.ts';
import { replacing } from '../../shared/transcript/replacements.ts';
import { edited, spoken, transcriptArbitrary } from '../support/transcripts.ts';

describe('moving all times', () => {
  const segments = [spoken(1, 'one two'), spoken(4, 'three four')];

  test('moves every word, and what comes from a paragraph on where that is wished', () => {
    const all = edited(segments, { type: 'retime', from: null, offset: 1, factor: 2 }, 60).segments;
    expect(all.map(({ start, end }) => [start, end])).toEqual([
      [3, 5],
      [9, 11],
    ]);
    expect(all[1]?.words[1]).toMatchObject({ start: 10, end: 11 });
    const from = segments[1]?.id ?? null;
    const rest = edited(segments, { type: 'retime', from, offset: -1, factor: 1 }, 60).segments;
    expect(rest.map(({ start }) => start)).toEqual([1, 3]);
  });

  test('is not done where text would leave the recording or meet what comes before', () => {
    const refused = (offset: number, factor: number, from: string | null = null) =>
      expect(edited(segments, { type: 'retime', from, offset, factor }, 10).plan).toBeNull();
    refused(-1.5, 1);
    refused(6, 1);
    refused(0, 3);
    refused(-2.5, 1, segments[1]?.id);
  });

  test('keeps every transcript sound', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        transcriptArbitrary,
        number,
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (all, offset, factor) => {
          fc.pre(transcriptFaults(all, 1e6).length === 0);
          const next = edited(all, { type: 'retime', from: null, offset, factor }, 1e6).segments;
          expect(transcriptFaults(next, 1e6)).toEqual([]);
        },
      ),
    );
  });
});

describe('a line that was heard again', () => {
  const at = (text: string, start: number, end = start + 0.4) => ({ text, start, end, confidence: 1 });
  const line = { start: 0, end: 4 };
  const starts = (words: ReturnType<typeof realignedWords>) => words?.map(({ start }) => start);

  test('takes the times of what was heard, whatever its case and punctuation', () => {
    const words = [at('Hello', 0), at('there,', 1), at('Anna.', 2)];
    const heard = [at('hello', 0.5), at('there', 1.5), at('Anna', 3)];
    expect(starts(realignedWords(words, heard, line))).toEqual([0.5, 1.5, 3]);
  });

  test('keeps the times between that fit, and shares the time that is there where they do not', () => {
    const words = [at('one', 0), at('TWO-X', 0.95, 1.4), at('three', 2), at('four', 3)];
    const heard = [at('one', 0.5), at('noise', 1), at('three', 1.6), at('four', 3.2)];
    expect(starts(realignedWords(words, heard, line))).toEqual([0.5, 0.95, 1.6, 3.2]);
    const early = [words[0], at('TWO-X', 0.1), ...words.slice(2)].flatMap((word) => word ?? []);
    expect(starts(realignedWords(early, heard, line))).toEqual([0.5, 0.9, 1.6, 3.2]);
  });

  test('says nothing where something else was heard', () => {
    expect(realignedWords([at('one', 0), at('two', 1), at('three', 2)], [at('one', 0)], line)).toBeNull();
    expect(realignedWords([], [], line)).toBeNull();
  });
});

describe('a set of replacements', () => {
  const rule = { matchesCase: false, wholeWords: false, isPattern: false };

  test('is made in order, plainly or as patterns', () => {
    const replace = replacing([
      { ...rule, text: 'colour', replacement: '$& color' },
      { ...rule, text: '(\\d+) ?%', replacement: '$1 percent', isPattern: true },
      { ...rule, text: 'percent', replacement: 'per cent', wholeWords: true },
      { ...rule, text: '(', replacement: 'never', isPattern: true },
    ]);
    expect(replace('Colour 5% percents')).toBe('$& color 5 per cent percents');
  });

  test('leaves a text alone that holds nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(replacing([{ ...rule, text: '\u{10ffff}', replacement: '' }])(text)).toBe(
          text.replaceAll('\u{10ffff}', ''),
        );
      }),
    );
  });
});

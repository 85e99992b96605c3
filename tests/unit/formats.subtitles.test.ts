import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutSubtitles, textOfLines } from '../../shared/formats/subtitles.ts';
import { columnsOf } from '../../shared/transcript/script.ts';
import { textOfPieces } from '../../shared/transcript/timedText.ts';
import { defaultOptions, layoutArbitrary, segment, segmentsArbitrary } from '../support/documents.ts';

const without = { withNames: false };
const textsOf = (...args: Parameters<typeof layOutSubtitles>) => layOutSubtitles(...args).map(textOfLines);

describe('the layout of subtitles', () => {
  it('keeps every limit, whatever is said and however fast', () => {
    fc.assert(
      fc.property(segmentsArbitrary, layoutArbitrary, fc.boolean(), (segments, options, withNames) => {
        let free = 0;
        for (const subtitle of layOutSubtitles(segments, options, { withNames })) {
          expect(subtitle.start).toBeGreaterThanOrEqual(free);
          expect(subtitle.end).toBeGreaterThan(subtitle.start);
          expect(subtitle.end - subtitle.start).toBeLessThanOrEqual(
            Math.round(options.maximumDuration * 1000),
          );
          expect(subtitle.lines.length).toBeLessThanOrEqual(options.lines);
          for (const line of subtitle.lines) {
            if (line.length > 1)
              expect(columnsOf(textOfPieces(line))).toBeLessThanOrEqual(options.lineLength);
          }
          free = subtitle.end + Math.round(options.gap * 1000);
        }
      }),
    );
  });

  it('loses no word and adds none', () => {
    fc.assert(
      fc.property(segmentsArbitrary, layoutArbitrary, (segments, options) => {
        const shown = textsOf(segments, options, without).join('').replace(/\s/g, '');
        expect(shown).toBe(
          segments
            .map((one) => one.text)
            .join('')
            .replace(/\s/g, ''),
        );
      }),
    );
  });

  it('breaks at the end of sentences and clauses rather than where a line is full', () => {
    const text = 'It was late when we came home, and nobody had kept any dinner for us. We went to bed.';
    expect(textsOf([segment(0, 7, text)], defaultOptions, without)).toEqual([
      'It was late when we came home,\nand nobody had kept any dinner for us.',
      'We went to bed.',
    ]);
  });

  it('does not break a name in two', () => {
    const text = 'I would like to introduce our guest Maria Gonzalez to all of you tonight';
    for (const lineLength of [42, 44, 46]) {
      const shown = textsOf([segment(0, 6, text)], { ...defaultOptions, lineLength }, without);
      expect(shown.join('\n')).toContain('Maria Gonzalez');
    }
  });

  it('balances two lines instead of leaving one word alone', () => {
    const [shown] = textsOf(
      [segment(0, 4, 'the quick brown fox jumped over that lazy dog')],
      defaultOptions,
      without,
    );
    const lengths = shown?.split('\n').map((line) => line.length) ?? [];
    expect(lengths).toHaveLength(2);
    expect(Math.min(...lengths)).toBeGreaterThan(15);
  });

  it('lets nothing linger through a long pause, even inside a segment', () => {
    const words = [
      { text: 'before', start: 0, end: 0.5, confidence: 1 },
      { text: 'after', start: 65, end: 65.5, confidence: 1 },
    ];
    const subtitles = layOutSubtitles([segment(0, 66, 'before after', { words })], defaultOptions, without);
    expect(subtitles.map(({ start, end }) => [start, end])).toEqual([
      [0, 1000],
      [65_000, 66_000],
    ]);
  });

  it('never puts two speakers into one subtitle, and names each where the turn begins', () => {
    const segments = [
      segment(0, 1, 'Hello there.', { speaker: 'Anna' }),
      segment(1, 2, 'Hello Anna.', { speaker: 'Ben' }),
      segment(4, 5, 'How are you?', { speaker: 'Ben' }),
    ];
    const shown = textsOf(segments, defaultOptions, { withNames: true });
    expect(shown).toEqual(['Anna: Hello there.', 'Ben: Hello Anna.', 'How are you?']);
  });

  it('breaks scripts without spaces between words, counts an ideograph as two columns, and adds no space', () => {
    const text = '私は昨日、東京駅で友達に会いました。それから一緒にラーメンを食べて、映画を見に行きました。';
    const shown = textsOf([segment(0, 10, text)], defaultOptions, without);
    expect(shown.join('').replaceAll('\n', '')).toBe(text);
    for (const line of shown.flatMap((one) => one.split('\n'))) {
      expect(columnsOf(line)).toBeLessThanOrEqual(42);
      expect(line).not.toMatch(/^[。、ァー]/u);
    }
  });

  it('stays long enough to be read where there is room', () => {
    const [only] = layOutSubtitles([segment(3, 3.2, 'Yes.')], defaultOptions, without);
    expect(only).toMatchObject({ start: 3000, end: 4000 });
  });

  it('spreads the times over a text that is not that of its words', () => {
    const words = [{ text: 'other', start: 0, end: 1, confidence: 1 }];
    const [only] = layOutSubtitles([segment(0, 2, 'corrected text', { words })], defaultOptions, without);
    expect(only?.lines[0]?.map(({ text }) => text)).toEqual(['corrected', 'text']);
  });

  it('lays out a transcript of ten hours in a few passes, not a few million', () => {
    const sentence = 'This is one of very many sentences that were said, and it is followed by the next.';
    const segments = Array.from({ length: 6000 }, (_, index) => segment(index * 6, index * 6 + 6, sentence));
    expect(layOutSubtitles(segments, defaultOptions, without).length).toBeGreaterThanOrEqual(6000);
  });
});

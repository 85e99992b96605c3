import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedText } from '../../shared/formats/imported.ts';
import { alignImported } from '../../shared/transcript/alignImported.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { matchLong } from '../../shared/transcript/matchLong.ts';
import type { Word } from '../../shared/transcript/segment.ts';

const heardAs = (said: string, start = 0): Word[] =>
  said.split(' ').map((text, index) => ({
    text,
    start: start + index / 2,
    end: start + index / 2 + 0.4,
    confidence: 0.5,
  }));
const untimed = (...texts: string[]): ImportedText => ({
  passages: texts.map((text) => ({ start: null, end: null, text, speaker: null })),
  language: null,
});

describe('a text from elsewhere', () => {
  it('takes the times of the words that were heard, whatever their case and punctuation', () => {
    const heard = heardAs('the weather in berlin is fine today', 10);
    const [only] = alignImported(untimed('The weather in Berlin is fine, today!'), heard, 30);
    expect(only?.words.map(({ start }) => start)).toEqual(heard.map(({ start }) => start));
    expect(only).toMatchObject({
      start: 10,
      end: heard.at(-1)?.end,
      text: 'The weather in Berlin is fine, today!',
    });
  });

  it('puts what was not heard between its neighbours', () => {
    const heard = heardAs('one two five six', 10);
    const [only] = alignImported(untimed('one two three four five six'), heard, 30);
    const starts = only?.words.map(({ start }) => start) ?? [];
    expect(starts[0]).toBe(10);
    expect(starts[4]).toBe(11);
    expect(starts[2]).toBeGreaterThanOrEqual(10.9);
    expect(starts[3]).toBeLessThanOrEqual(11);
  });

  it('is moved to where it was heard where its own times are off', () => {
    const said = 'we talked about the old harbour and the new bridge';
    const text: ImportedText = {
      passages: [{ start: 3, end: 8, text: said, speaker: 'Anna' }],
      language: 'en',
    };
    const [only] = alignImported(text, heardAs(said, 20), 60);
    expect(only).toMatchObject({ start: 20, speaker: 'Anna', language: 'en' });
    const [alone] = alignImported(text, [], 60);
    expect(alone).toMatchObject({ start: 3, end: 8 });
  });

  it('without times and without anything heard is spread over the recording, or at the pace of speech', () => {
    const text = untimed('Half of it.', 'Half of it.');
    expect(alignImported(text, [], 60).map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual(
      [
        [0, 30],
        [30, 60],
      ],
    );
    expect(alignImported(text, [], null).at(-1)?.end).toBeCloseTo(24 / 15, 1);
  });

  it('keeps the times and the certainty of every word that its file knows', () => {
    const words = heardAs('one two three', 5);
    const passage = { start: 5, end: 7, text: 'one two three', speaker: null, words };
    const [only] = alignImported({ passages: [passage], language: null }, [], null);
    expect(only).toMatchObject({ words, confidence: 0.5 });
  });

  it('keeps what every transcript keeps, whatever it says and whatever was heard', () => {
    const word = fc.constantFrom('one', 'two', 'three', 'Fünf.', '東京', 'é', 'a,b', '…');
    const passage = fc.record({
      text: fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
      start: fc.double({ min: 0, max: 50, noNaN: true }),
      length: fc.double({ min: 0, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(passage, { minLength: 1, maxLength: 8 }),
        fc.array(word, { maxLength: 40 }),
        fc.boolean(),
        (passages, heard, hasTimes) => {
          const inOrder = [...passages].sort((one, other) => one.start - other.start);
          const text: ImportedText = {
            language: null,
            passages: inOrder.map(({ text: said, start, length }) => ({
              text: said,
              speaker: null,
              start: hasTimes ? start : null,
              end: hasTimes ? start + length : null,
            })),
          };
          const segments = alignImported(text, heard.length > 0 ? heardAs(heard.join(' ')) : [], 60);
          expect(transcriptFaults(segments, Number.POSITIVE_INFINITY)).toEqual([]);
          expect(segments.map((each) => each.text)).toEqual(inOrder.map((each) => each.text));
        },
      ),
    );
  });

  it('of a day of speech is matched in moments, also where half of it is other words', () => {
    let seed = 1;
    const words = Array.from({ length: 60_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return `w${seed % 2000}`;
    });
    const other = words.map((word, index) => (index % 20 < 8 ? `x${index}` : word));
    const matches = matchLong(words, other);
    const right = matches.filter((match, index) => match === index).length;
    expect(right).toBeGreaterThan(30_000);
    const rising = matches.filter((match) => match !== null);
    expect(rising.every((match, index) => index === 0 || match > (rising[index - 1] ?? -1))).toBe(true);
  });
});

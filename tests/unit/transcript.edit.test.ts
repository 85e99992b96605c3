import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editCommandSchema } from '../../shared/transcript/editCommand.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { sharesOf, speakersOf } from '../../shared/transcript/speakers.ts';
import { wholePercents } from '../../shared/wholePercents.ts';
import { commandFor, edited, spoken, transcriptArbitrary, wishArbitrary } from '../support/transcripts.ts';

const editText = (said: string, text: string) => {
  const segment = spoken(10, said);
  return edited([segment], { type: 'editText', id: segment.id, text }).segments[0] ?? segment;
};
const timesOf = (segment: { words: { text: string; start: number; end: number }[] }) =>
  segment.words.map(({ text, start, end }) => `${text} ${start}-${end}`);

describe('any sequence of edits', () => {
  test('leaves the transcript in order, and taking all of it back gives exactly what was', () => {
    fc.assert(
      fc.property(transcriptArbitrary, fc.array(wishArbitrary, { maxLength: 20 }), (start, wishes) => {
        const duration = (start.at(-1)?.end ?? 0) + 5;
        let segments: typeof start | ReturnType<typeof edited>['segments'] = start;
        const inverses = [];
        for (const wish of wishes) {
          const command = commandFor(segments, wish);
          if (!command) continue;
          const { segments: next, plan } = edited(segments, editCommandSchema.parse(command), duration);
          segments = next;
          expect(transcriptFaults(segments, duration)).toEqual([]);
          if (plan) inverses.push(plan.inverse);
        }
        for (const inverse of inverses.reverse()) {
          segments = edited(segments, editCommandSchema.parse(inverse), duration).segments;
        }
        expect(segments).toEqual(start);
      }),
      { numRuns: 300 },
    );
  });

  test('does nothing when it comes a second time', () => {
    fc.assert(
      fc.property(transcriptArbitrary, wishArbitrary, (start, wish) => {
        const command = commandFor(start, wish);
        // Every time that it is done, `retime` moves on from where things are; `request` keeps it from being done twice.
        if (!command || command.type === 'replaceAll' || command.type === 'retime') return;
        const once = edited(start, command).segments;
        if (command.type === 'setSpeaker' && command.scope !== 'one') return;
        expect(edited(once, command).segments).toEqual(once);
      }),
    );
  });
});

describe('editing text', () => {
  test('keeps the time and the confidence of every word that stays', () => {
    const edit = editText('we met in berlin on Monday', 'we met in Berlin on Monday');
    expect(timesOf(edit)).toEqual([
      'we 10-10.5',
      'met 10.5-11',
      'in 11-11.5',
      'Berlin 11.5-12',
      'on 12-12.5',
      'Monday 12.5-13',
    ]);
    expect(edit.words.map(({ confidence }) => confidence)).toEqual([0.8, 0.8, 0.8, 1, 0.8, 0.8]);
  });

  test('gives several words the time of the one that they replace, by their width', () => {
    expect(timesOf(editText('a cannot b', 'a can not b'))).toEqual([
      'a 10-10.5',
      'can 10.5-10.75',
      'not 10.75-11',
      'b 11-11.5',
    ]);
  });

  test('gives one word the time of the several that it replaces', () => {
    expect(timesOf(editText('a ice cream b', 'a icecream b'))).toEqual([
      'a 10-10.5',
      'icecream 10.5-11.5',
      'b 11.5-12',
    ]);
  });

  test('puts a new word into the pause where it stands, else into the end of the word before', () => {
    const paused = spoken(10, 'one two');
    paused.words[1] = { text: 'two', start: 11, end: 11.5, confidence: 0.8 };
    const inPause = edited([{ ...paused, end: 11.5 }], {
      type: 'editText',
      id: paused.id,
      text: 'one and two',
    });
    expect(timesOf(inPause.segments[0] ?? paused)).toEqual(['one 10-10.5', 'and 10.5-11', 'two 11-11.5']);
    expect(timesOf(editText('one two', 'one and two'))).toEqual([
      'one 10-10.25',
      'and 10.25-10.5',
      'two 10.5-11',
    ]);
    expect(timesOf(editText('two', 'and two'))).toEqual(['and 10-10.25', 'two 10.25-10.5']);
  });

  test('knows characters where words have no spaces between them', () => {
    const segment = {
      ...spoken(0, '我昨天去了東京'),
      words: [...'我昨天去了東京'].map((text, index) => ({
        text,
        start: index,
        end: index + 1,
        confidence: 0.7,
      })),
      end: 7,
    };
    const next =
      edited([segment], { type: 'editText', id: segment.id, text: '我昨天去了大阪' }).segments[0] ?? segment;
    expect(next.words.map(({ text }) => text).join('')).toBe('我昨天去了大阪');
    const kept = next.words.filter(({ confidence }) => confidence === 0.7);
    expect(kept.map(({ text }) => text).join('')).toBe('我昨天去了');
    expect(kept.at(-1)?.end).toBe(5);
    expect(next.words.at(-1)).toMatchObject({ end: 7, confidence: 1 });
  });

  test('writes one line without spaces around it', () => {
    expect(editText('one two', ' one\n three  two ').text).toBe('one three two');
  });
});

describe('splitting and merging', () => {
  test('cuts between words, and merging gives the same again', () => {
    const segment = spoken(10, 'one two three');
    const newId = randomUUID();
    const halves = edited([segment], { type: 'split', id: segment.id, at: 4, newId }).segments;
    expect(halves.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['one', 10, 10.5],
      ['two three', 10.5, 11.5],
    ]);
    const merged = edited(halves, { type: 'merge', id: newId, into: segment.id }).segments;
    expect(merged).toEqual([{ ...segment, confidence: merged[0]?.confidence }]);
  });

  test('cuts inside of a word, never inside of a character', () => {
    const segment = spoken(10, 'family👩‍👩‍👧s');
    const newId = randomUUID();
    const halves = edited([segment], { type: 'split', id: segment.id, at: 8, newId }).segments;
    expect(halves.map(({ text }) => text)).toEqual(['family👩‍👩‍👧', 's']);
    expect(transcriptFaults(halves, 20)).toEqual([]);
  });

  test('leaves no half without text', () => {
    const segment = spoken(10, 'one two');
    for (const at of [0, 7]) {
      expect(edited([segment], { type: 'split', id: segment.id, at, newId: randomUUID() }).plan).toBeNull();
    }
  });
});

describe('times', () => {
  test('of a border move what is beside it, and no further than the words fit', () => {
    const [left, right] = [spoken(10, 'one two'), spoken(11, 'three four')];
    const moved = edited([left, right], {
      type: 'moveBoundary',
      id: left.id,
      next: right.id,
      at: 10.8,
    }).segments;
    expect(moved.map(({ start, end }) => [start, end])).toEqual([
      [10, 10.8],
      [10.8, 12],
    ]);
    expect(transcriptFaults(moved, 20)).toEqual([]);
    expect(
      edited([left, right], { type: 'moveBoundary', id: left.id, next: right.id, at: 10.01 }).plan,
    ).toBeNull();
  });

  test('of a segment end where the neighbours begin', () => {
    const [left, right] = [spoken(10, 'one two'), spoken(12, 'three')];
    const moved = edited([left, right], { type: 'setTimes', id: left.id, start: 9, end: 15 }).segments;
    expect(moved[0]).toMatchObject({ start: 9, end: 12 });
  });
});

describe('speakers', () => {
  test('are told with how much each of them speaks, in the order of their first words', () => {
    const said = (speaker: string | null, start: number, end: number) => ({ speaker, start, end });
    expect(sharesOf([said('Ben', 0, 2), said(null, 2, 9), said('Ada', 9, 14), said('Ben', 14, 15)])).toEqual([
      { name: 'Ben', spoken: 3, percent: 38, starts: [0, 14] },
      { name: 'Ada', spoken: 5, percent: 62, starts: [9] },
    ]);
    expect(sharesOf([said(null, 0, 1)])).toEqual([]);
  });

  test('have whole percents that add up to 100, which those get that lost most by rounding', () => {
    expect(wholePercents([1, 1, 1])).toEqual([34, 33, 33]);
    expect(wholePercents([29, 71])).toEqual([29, 71]);
    expect(wholePercents([55.6, 44.4])).toEqual([56, 44]);
    expect(wholePercents([0, 0])).toEqual([0, 0]);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1e6 }), { minLength: 1, maxLength: 12 }), (parts) => {
        const sum = parts.reduce((whole, part) => whole + part, 0);
        const percents = wholePercents(parts);
        expect(percents.reduce((whole, percent) => whole + percent, 0)).toBe(sum === 0 ? 0 : 100);
        for (const [place, part] of parts.entries())
          expect(Math.abs((percents[place] ?? 0) - (100 * part) / (sum || 1))).toBeLessThan(1);
      }),
    );
  });

  const segments = ['Anna', 'Ben', 'Anna', 'Ben'].map((speaker, index) =>
    spoken(index * 10, 'words', { speaker }),
  );
  const set = (scope: 'one' | 'onward' | 'all') =>
    edited(segments, { type: 'setSpeaker', id: segments[2]?.id ?? '', speaker: 'Cleo', scope }).segments.map(
      ({ speaker }) => speaker,
    );

  test('are given to one segment, to all of the same voice, or from here on', () => {
    expect(set('one')).toEqual(['Anna', 'Ben', 'Cleo', 'Ben']);
    expect(set('onward')).toEqual(['Anna', 'Ben', 'Cleo', 'Ben']);
    expect(set('all')).toEqual(['Cleo', 'Ben', 'Cleo', 'Ben']);
  });

  test('are renamed everywhere, into one that is there too, and back', () => {
    const { segments: next, plan } = edited(segments, { type: 'renameSpeaker', from: 'Ben', to: 'Anna' });
    expect(speakersOf(next)).toEqual(['Anna']);
    expect(plan && edited(next, plan.inverse).segments).toEqual(segments);
  });
});

test('a doubtful word is right once somebody says so', () => {
  const segment = spoken(10, 'one two');
  const next = edited([segment], { type: 'markRight', id: segment.id, word: 1 }).segments[0];
  expect(next?.words.map(({ confidence }) => confidence)).toEqual([0.8, 1]);
});

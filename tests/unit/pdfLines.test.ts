import { expect, it } from 'vitest';
import { breakLines, linesHere } from '../../electron/core/exports/pdf/lines.ts';
import { sheetOf } from '../../electron/core/exports/pdf/sheet.ts';

/** Every letter is one wide. */
const measure = (text: string) => ({ seen: text.trimEnd().length, whole: text.length });
const linesOf = (texts: string[], width: number) =>
  breakLines(
    texts.map((text, style) => ({ text, style })),
    width,
    measure,
  ).map((line) => line.map(({ text }) => text).join(''));

it('breaks lines at spaces, and nothing of the text is lost', () => {
  expect(linesOf(['one two three four'], 9)).toEqual(['one two ', 'three ', 'four']);
});

it('lets a word follow one of another style on the same line', () => {
  expect(linesOf(['00:00:01', ' ', 'Anna: ', 'Good morning.'], 20)).toEqual([
    '00:00:01 Anna: Good ',
    'morning.',
  ]);
});

it('breaks after hyphens and dashes between letters, not within numbers', () => {
  expect(linesOf(['well-known facts'], 8)).toEqual(['well-', 'known ', 'facts']);
  expect(linesOf(['in 1914-1918'], 9)).toEqual(['in ', '1914-1918']);
});

it('keeps together what a space that does not break joins', () => {
  expect(linesOf(['about 10\u00a0km'], 8)).toEqual(['about ', '10\u00a0km']);
});

it('breaks a word that is longer than a line between its characters', () => {
  expect(linesOf(['𝒜bracadabra x'], 4)).toEqual(['𝒜br', 'acad', 'abra ', 'x']);
});

it('leaves at least two lines of a paragraph on either page', () => {
  expect([linesHere(3, 3), linesHere(5, 4), linesHere(3, 2), linesHere(9, 1), linesHere(90, 40)]).toEqual([
    3, 3, 0, 0, 40,
  ]);
});

it('takes the paper of the place', () => {
  expect(sheetOf('en-US')).toMatchObject({ width: 612, height: 792 });
  expect(sheetOf('de-AT')).toMatchObject({ width: 595.28, height: 841.89 });
});

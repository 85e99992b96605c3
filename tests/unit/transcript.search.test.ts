import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTexts, mergeTexts } from '../../shared/transcript/compareTexts.ts';
import { findHits, patternOf, replacedTexts, type Search } from '../../shared/transcript/search.ts';

const plain: Search = { text: '', matchesCase: false, wholeWords: false, isPattern: false };
const replaced = (text: string, search: Partial<Search>, replacement: string) => {
  const segments = [{ id: 'a', text }];
  return replacedTexts(segments, findHits(segments, { ...plain, ...search }, replacement))[0]?.text ?? text;
};

describe('find and replace', () => {
  test('takes what is typed as it is: dots are dots, and dollars are dollars', () => {
    expect(replaced('3.14 and 3514', { text: '3.14' }, '$&')).toBe('$& and 3514');
  });

  test('minds case and whole words of any script where that is asked for', () => {
    expect(replaced('Ann, ANN and Anna', { text: 'ann' }, 'Eve')).toBe('Eve, Eve and Evea');
    expect(replaced('Ann, ANN and Anna', { text: 'Ann', matchesCase: true }, 'Eve')).toBe(
      'Eve, ANN and Evea',
    );
    expect(replaced('Ann, ANN and Anna', { text: 'ann', wholeWords: true }, 'Eve')).toBe('Eve, Eve and Anna');
    expect(replaced('Straße Straßen', { text: 'straße', wholeWords: true }, 'Weg')).toBe('Weg Straßen');
  });

  test('fills groups of a pattern into what replaces it, also next to a word that it looks at', () => {
    const search = { text: '(\\d+) (percent)(?= of)', isPattern: true };
    expect(replaced('10 percent of 20 percent', search, '$1 %')).toBe('10 % of 20 percent');
    expect(replaced('end 7', { text: '(\\d)$', isPattern: true }, '<$1>')).toBe('end <7>');
  });

  test('finds nothing for a pattern that is none, and for one that matches nothing', () => {
    expect(patternOf({ ...plain, text: '(', isPattern: true })).toBeNull();
    expect(findHits([{ text: 'abc' }], { ...plain, text: 'x*', isPattern: true })).toEqual([]);
  });

  test('replaces what split and join would', () => {
    const text = fc.stringMatching(/^[ab. ]{0,20}$/);
    fc.assert(
      fc.property(
        text,
        fc.stringMatching(/^[ab.]{1,3}$/),
        fc.string({ maxLength: 3 }),
        (within, what, by) => {
          const search = { text: what, matchesCase: true };
          expect(replaced(within, search, by)).toBe(within.split(what).join(by));
        },
      ),
    );
  });
});

const words = fc
  .array(fc.constantFrom('one', 'two', 'three', '東京', 'x'), { maxLength: 12 })
  .map((all) => all.join(' '));

describe('comparing texts', () => {
  test('says word by word what was removed and added', () => {
    expect(compareTexts('we met in berlin today', 'we met at last in Berlin today')).toEqual([
      { kind: 'same', text: 'we met' },
      { kind: 'added', text: ' at last' },
      { kind: 'same', text: ' in' },
      { kind: 'removed', text: ' berlin' },
      { kind: 'added', text: ' Berlin' },
      { kind: 'same', text: ' today' },
    ]);
    expect(compareTexts('There are', 'Perhaps There are')).toEqual([
      { kind: 'added', text: 'Perhaps ' },
      { kind: 'same', text: 'There are' },
    ]);
  });

  test('loses nothing of either', () => {
    fc.assert(
      fc.property(words, words, (former, next) => {
        const differences = compareTexts(former, next);
        const side = (kind: string) =>
          differences
            .flatMap((each) => (each.kind === 'same' || each.kind === kind ? each.text : []))
            .join('');
        expect(side('removed')).toBe(former);
        expect(side('added')).toBe(next);
      }),
    );
  });
});

describe('merging two changes of one text', () => {
  test('keeps both where they are apart, and says so where they are not', () => {
    const base = 'we met in berlin on monday last week';
    expect(
      mergeTexts(base, 'we met in Berlin on monday last week', 'we met in berlin on monday this week'),
    ).toBe('we met in Berlin on monday this week');
    expect(
      mergeTexts(base, 'we met in Berlin on monday last week', 'we met in Bern on monday last week'),
    ).toBeNull();
  });

  test('takes what only one changed, and what both changed alike', () => {
    fc.assert(
      fc.property(words, words, (base, next) => {
        expect(mergeTexts(base, next, base)).toBe(next);
        expect(mergeTexts(base, base, next)).toBe(next);
        expect(mergeTexts(base, next, next)).toBe(next);
      }),
    );
  });
});

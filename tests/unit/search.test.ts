import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, tokensOf } from '../../shared/search/fold.ts';
import { marksIn } from '../../shared/search/marks.ts';
import { begunWordOf, parseQuery, wordsOf } from '../../shared/search/query.ts';
import { termsOf } from '../../shared/search/terms.ts';
import { likelyBegun, likelyWord, slipsBetween } from '../../shared/search/typos.ts';

const unknown = { stems: new Map<string, string[]>(), completions: [] };
const marked = (text: string, typed: string, forms: string[] = []) =>
  marksIn(text, parseQuery(typed), forms).map(({ from, to }) => text.slice(from, to));

describe('text as it is compared', () => {
  it.each([
    ["Don't", 'don t'],
    ['  Äpfel, STRASSE & Straße ', 'apfel strasse strasse'],
    ['Ｔｅｓｔ １２', 'test 12'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['İstanbul', 'istanbul'],
    ['हिन्दी।', 'हिन्दी'],
    ['👍🏽 …', ''],
  ])('%s is %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('stays as it is when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it('parts signs that are written without spaces from words', () => {
    expect(tokensOf(foldText('AIの予算 2026'))).toEqual([
      { text: 'ai', isUnspaced: false },
      { text: 'の予算', isUnspaced: true },
      { text: '2026', isUnspaced: false },
    ]);
  });
});

describe('what is typed', () => {
  it('is words that all have to be said, of which the last may go on', () => {
    expect(begunWordOf(parseQuery('climate minis'))).toBe('minis');
    expect(begunWordOf(parseQuery('climate minister '))).toBeNull();
    expect(begunWordOf(parseQuery('minis* climate '))).toBe('minis');
    expect(wordsOf(parseQuery('the the House'))).toEqual(['the', 'house']);
  });

  it('is words in a row between quotes of any kind, and where something stands between two parts of a word', () => {
    for (const typed of ['"to be" ', '“to be”', '„to be“', '«to be»']) {
      expect(parseQuery(typed).parts).toMatchObject([{ isPhrase: true, isPrefix: false }]);
    }
    expect(parseQuery('"to b').parts).toMatchObject([{ isPhrase: true, isPrefix: true }]);
    expect(parseQuery("don't ").parts).toMatchObject([{ isPhrase: true, isPrefix: false }]);
  });

  it('is nothing when nothing of it can be said', () => {
    for (const typed of ['', '  ', '"', '""', '* & | !', '👍']) expect(parseQuery(typed).parts).toEqual([]);
  });

  it('asks the database for words with their forms, words in a row and pairs of signs', () => {
    const forms = { stems: new Map([['running', ['run']]]), completions: ['running', 'runners'] };
    expect(termsOf(parseQuery('late running'), forms).query).toBe(`'late' & ('running' | 'run' | 'runners')`);
    expect(termsOf(parseQuery('"late running"'), forms).query).toBe(`('late' <-> 'running')`);
    expect(termsOf(parseQuery('東京都'), unknown)).toEqual({
      query: `'東京' & '京都'`,
      exact: `'東京' & '京都'`,
      runs: ['東京都'],
    });
    expect(termsOf(parseQuery('a '), unknown, [["@O'Neil\\"]]).query).toBe(`'a' & '@O''Neil\\\\'`);
  });

  it('never breaks the language that the database is asked in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const { query } = termsOf(parseQuery(typed), unknown);
        expect(query.replaceAll(/'(?:[^'\\]|''|\\.)*'/g, 'w')).toMatch(/^$|^[w&|<>() -]+$/);
      }),
    );
  });
});

describe('what was found', () => {
  it('is marked as it is written, with its accents', () => {
    expect(marked('Le café fermé, le CAFÉ.', 'cafe ', ['cafe'])).toEqual(['café', 'CAFÉ']);
    expect(marked('She runs and ran.', 'running ', ['runs'])).toEqual(['runs']);
  });

  it('is marked in a row where it was asked for in a row', () => {
    expect(marked('To be, or to be not to see.', '"to be"')).toEqual(['To be', 'to be']);
    expect(marked("I don't, don", "don't ")).toEqual(["don't"]);
    expect(marked('climate change', '"climate ch')).toEqual(['climate change']);
  });

  it('is marked where words are not parted', () => {
    expect(marked('今年の東京都の予算。', '東京都')).toEqual(['東京都']);
    expect(marked('ﾄｳｷｮｳ', 'トウキョウ')).toEqual(['ﾄｳｷｮｳ']);
  });
});

describe('a word that nobody says', () => {
  const said = [
    { word: 'budget', occurrences: 9 },
    { word: 'bullet', occurrences: 90 },
    { word: 'the', occurrences: 900 },
  ];
  it.each([
    ['bugdet', 'budget'],
    ['budgt', 'budget'],
    ['teh', 'the'],
    ['xyzzy', null],
    ['a', null],
  ])('%s probably means %s', (typed, meant) => expect(likelyWord(typed, said)).toBe(meant));

  it.each([
    ['bugde', 'budget'],
    ['bulet', 'bullet'],
    ['budg', null],
    ['xyzzy', null],
  ])('%s is probably on the way to %s', (typed, meant) => expect(likelyBegun(typed, said)).toBe(meant));

  it('is as far from another as that is from it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => {
        expect(slipsBetween(one, other)).toBe(slipsBetween(other, one));
        expect(slipsBetween(one, one)).toBe(0);
      }),
    );
  });
});

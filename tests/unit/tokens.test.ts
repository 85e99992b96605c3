import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinTokens, splitWords, type Token } from '../../electron/workers/engines/words.ts';
import { spreadWords, timeWords } from '../../electron/workers/engines/wordsFromText.ts';

/** Tokens of a tenth of a second each, one after the other. */
function tokensOf(texts: readonly string[], probabilities: readonly number[] = []): Token[] {
  return texts.map((text, index) => ({
    text,
    start: index / 10,
    end: (index + 1) / 10,
    probability: probabilities[index] ?? 0.5,
  }));
}

function textsOf(tokens: readonly string[], language: string | null = 'en'): string[] {
  return joinTokens(tokensOf(tokens), language).map(({ text }) => text);
}

describe('tokens become words', () => {
  test('a space begins a word, and punctuation stays with its neighbour', () => {
    expect(textsOf([' Hel', 'lo', ',', ' "', 'wor', 'ld', '"', '!'])).toEqual(['Hello,', '"world"!']);
    expect(textsOf([' don', "'t", ' co', '-', 'operate', '.'])).toEqual(["don't", 'co-operate.']);
    expect(textsOf([' 3', '.', '14', ' %'])).toEqual(['3.14 %']);
    expect(textsOf([' -', ' Yes', '...', ' no', ' –', ' well'])).toEqual(['- Yes...', 'no –', 'well']);
    expect(textsOf([' ♪', ' ♪'])).toEqual(['♪ ♪']);
    expect(textsOf([])).toEqual([]);
  });

  test('scripts without spaces are cut by their own word breaker', () => {
    expect(textsOf(['今日', 'はい', 'い天気', 'です。'], 'ja')).toEqual(
      expect.arrayContaining(['今日', expect.stringMatching(/。$/)]),
    );
    expect(textsOf(['我们', '在柏林', '。'], 'zh').join('')).toBe('我们在柏林。');
    expect(textsOf(['我们', '在柏林', '。'], 'zh').length).toBeGreaterThan(1);
    expect(textsOf([' สวัสดี', 'ครับ'], 'th').length).toBe(2);
    expect(textsOf(['안녕', '하세요', ' 여러분'], 'ko')).toEqual(['안녕하세요', '여러분']);
    expect(textsOf([' We', ' say', ' 東京', 'に', ' daily'], null)).toEqual([
      'We',
      'say',
      '東京',
      'に',
      'daily',
    ]);
  });

  test('halves of broken characters are left out', () => {
    expect(textsOf([' caf', '\uFFFD', '\uFFFD', ' noir'])).toEqual(['caf', 'noir']);
    expect(textsOf([' \uFFFD', '\uFFFD'])).toEqual([]);
  });

  test('a word lasts from its first token to its last; spaces and silent tokens do not count', () => {
    const [first, second] = joinTokens(tokensOf([' ', 'Hel', 'lo', ' ', 'you', '.']), 'en');
    expect(first).toMatchObject({ text: 'Hello', start: 0.1, end: 0.3 });
    expect(second).toMatchObject({ text: 'you.', start: 0.4, end: 0.6 });
  });

  test('its probability is the mean over tokens with letters; punctuation does not raise it', () => {
    const words = joinTokens(tokensOf([' un', 'sure', '.', ' ?'], [0.2, 0.4, 1, 1]), 'en');
    expect(words[0]?.probability).toBeCloseTo(0.3);
    expect(
      joinTokens([{ text: ' x', start: 0, end: 1, probability: null }], 'en')[0]?.probability,
    ).toBeNull();
  });

  const anyToken = fc.oneof(
    fc.constantFrom(
      ' the',
      ' a',
      'ing',
      ',',
      '.',
      '...',
      ' "',
      '\uFFFD',
      ' ',
      '',
      '東京',
      'です',
      ' สวัสดี',
      "'s",
      ' 12',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
  );

  test('nothing is lost, doubled or moved, whatever the tokens are', () => {
    fc.assert(
      fc.property(fc.array(anyToken), fc.constantFrom('en', 'ja', 'th', null), (texts, language) => {
        const tokens = tokensOf(texts);
        const words = joinTokens(tokens, language);
        const bare = (text: string): string => text.replace(/[\s\uFFFD]/g, '');
        expect(bare(words.map(({ text }) => text).join(''))).toBe(bare(texts.join('')));
        for (const [index, word] of words.entries()) {
          expect(word.text).toBe(word.text.trim());
          expect(word.text).not.toBe('');
          expect(word.end).toBeGreaterThanOrEqual(word.start);
          expect(word.start).toBeGreaterThanOrEqual(words[index - 1]?.start ?? 0);
          expect(word.probability).toBe(0.5);
        }
        expect(splitWords(texts.join(''), language)).toEqual(words.map(({ text }) => text));
      }),
    );
  });
});

describe('words without punctuation time the words of a text', () => {
  test('one timed word may be several of the text, and the other way round', () => {
    const timed = tokensOf(['state', 'of', 'the', 'art', 'its']);
    expect(timeWords(['State-of-the-art,', "it's", '—'], timed)).toMatchObject([
      { text: 'State-of-the-art,', start: 0, end: 0.4 },
      { text: "it's", start: 0.4, end: 0.5 },
      { text: '—', start: 0.4, end: 0.5, probability: null },
    ]);
    expect(timeWords(['can', 'not'], tokensOf(['cannot']))).toHaveLength(2);
  });

  test('what does not spell the same is not matched', () => {
    expect(timeWords(['two', 'words'], tokensOf(['2', 'words']))).toBeNull();
    expect(timeWords([], [])).toEqual([]);
  });
});

test('words that share a stretch of time fill it in order, longer words longer', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (texts) => {
      const words = spreadWords(texts, 2, 5);
      expect(words[0]?.start).toBe(2);
      expect(words.at(-1)?.end).toBeCloseTo(5);
      for (const [index, word] of words.entries()) {
        expect(word.end).toBeGreaterThan(word.start);
        if (index > 0) expect(word.start).toBe(words[index - 1]?.end);
      }
    }),
  );
  const [short, long] = spreadWords(['an', 'interview'], 0, 1);
  expect((long?.end ?? 0) - (long?.start ?? 0)).toBeGreaterThan((short?.end ?? 0) - (short?.start ?? 0));
});

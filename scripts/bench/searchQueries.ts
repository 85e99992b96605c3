import { languages } from './searchSpeech.ts';

/** What is asked, by kind; every query is asked as the page asks it, letter for letter where it is still being typed. */
export interface QueryMix {
  readonly kind: string;
  /** Milliseconds within which 95 of 100 have their first page. */
  readonly limit: number;
  readonly queries: readonly string[];
}

const wordsAt = (code: string, places: readonly number[]) => {
  const words = languages.find((language) => language.code === code)?.words ?? [];
  return places.map((place) => words[place] ?? '');
};
const everywhere = [0, 3, 20, 90, 400, 2_000, 9_000, 30_000];

/** The published mix: frequent, usual and rare words of every language alike. */
export const mix: readonly QueryMix[] = [
  {
    kind: 'a word',
    limit: 50,
    queries: ['en', 'de', 'es', 'fr'].flatMap((code) => wordsAt(code, everywhere)).map((word) => `${word} `),
  },
  {
    kind: 'a begun word',
    limit: 50,
    queries: [
      ...['t', 'th', 'the', 'b', 'bu', 'bud', 'budg', 'com', 'comm', 'inter', 'pre', 'ver', 'Fra', 'gou'],
      ...['en', 'de', 'es', 'fr']
        .flatMap((code) => wordsAt(code, [90, 2_000, 30_000]))
        .map((word) => word.slice(0, -1)),
    ],
  },
  {
    kind: 'two words, words in a row',
    limit: 50,
    queries: [
      ...['the budget ', 'meeting house ', 'time people year ', 'der Haushalt ', 'de la ', 'que el '],
      ...[
        '"of the"',
        '"to be"',
        '"the meeting"',
        '"budget meeting"',
        '"in der"',
        '"de la"',
        '"not the people"',
      ],
    ],
  },
  {
    kind: 'Chinese and Japanese, one to four signs',
    limit: 50,
    queries: [
      '的',
      '北京',
      '我们',
      '经济',
      '政府',
      '会议',
      '没有',
      '研究',
      '东',
      '東京',
      '京都',
      '予算',
      'です',
      'ました',
      '会議',
      '委員会',
      'お願い',
      'という',
      'の',
    ],
  },
  {
    kind: 'misspelt',
    limit: 150,
    queries: [
      'budgte ',
      'parliment ',
      'goverment ',
      'comittee ',
      'intervew ',
      'univrsity ',
      'Haushlt ',
      'Regirung ',
      'Ausschus ',
      'presupueto ',
      'gouvernment ',
      'languge ',
      'recrding ',
      'tiem ',
      'jounalist ',
    ],
  },
];

/** What parts words: everything but letters, digits and marks. The database's `search_text` has the same (migration 040). */
const separators = new RegExp(
  `[${[
    String.raw`\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02c2-\u02df\u0589\u05be\u05c0`,
    String.raw`\u05c3\u060c\u061b\u061f\u0640\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b\u104a-\u104f`,
    String.raw`\u1361-\u1368\u17d4-\u17da\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0`,
    String.raw`\u30fb\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40`,
    String.raw`\uff5b-\uff65\ufff0-\uffff\u{1f000}-\u{1faff}`,
  ].join('')}]+`,
  'gu',
);

/** Scripts that are written without spaces between words, and Hangul, whose words carry their particles. */
const unspacedRange =
  '\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u309f\\u30a1-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const unspacedRuns = new RegExp(`[${unspacedRange}]+|[^${unspacedRange} ]+`, 'gu');
const isUnspaced = new RegExp(`^[${unspacedRange}]`, 'u');

/** Letters that no accent can be taken from, and the last form of sigma. */
const plain: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** The longest word, in characters; what is longer is cut, in the index as well. */
const longestWord = 64;

/** Text as it is compared: lower case, without accents, only words and single spaces. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[øłđħıςßæœþ]/g, (letter) => plain[letter] ?? letter)
    .replace(separators, ' ')
    .trim();
}

/** A part of folded text: a word, or a run of signs of a script that does not part its words. */
export interface Token {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/** The words of folded text, in order. */
export function tokensOf(folded: string): Token[] {
  return (folded.match(unspacedRuns) ?? []).map((run) => {
    const isRun = isUnspaced.test(run);
    return { text: isRun ? run : [...run].slice(0, longestWord).join(''), isUnspaced: isRun };
  });
}

/** The characters of a text with their folded forms: the place of each folded unit in the text that people read. */
export function foldWithPlaces(text: string): { folded: string; from: number[]; to: number[] } {
  let folded = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  // A letter goes with the marks on it.
  for (const [character] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const form = foldText(character) || ' ';
    for (let unit = 0; unit < form.length; unit++) {
      from.push(at);
      to.push(at + character.length);
    }
    folded += form;
    at += character.length;
  }
  return { folded, from, to };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../search/vocabulary.ts';

/** Languages of which PostgreSQL knows the small words (its stop words). */
const dictionaries: Readonly<Record<string, string>> = {
  da: 'danish_stem',
  de: 'german_stem',
  en: 'english_stem',
  es: 'spanish_stem',
  fi: 'finnish_stem',
  fr: 'french_stem',
  hu: 'hungarian_stem',
  it: 'italian_stem',
  nl: 'dutch_stem',
  no: 'norwegian_stem',
  pt: 'portuguese_stem',
  ru: 'russian_stem',
  sv: 'swedish_stem',
  tr: 'turkish_stem',
};

/** Scripts that one language is written in; Japanese before Chinese, whose signs it uses as well. */
const scripts: readonly (readonly [language: string, letter: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ta', /\p{Script=Tamil}/gu],
];

/** Characters that are looked at: enough for any text. */
const mostCharacters = 4000;
/** What makes a language certain: so many words, this share of them small ones of it, and so many times those of the next. */
const certain = { words: 25, share: 0.3, lead: 1.5 };
/** The share of letters that a script must have. */
const ofScript = 0.3;

/** The language that a text is in (ISO 639-1); null where it is not certain. */
export async function spokenLanguage(em: EntityManager, whole: string): Promise<string | null> {
  const text = whole.slice(0, mostCharacters);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const written = scripts.find(([, letter]) => (text.match(letter)?.length ?? 0) > ofScript * letters);
  if (written) return written[0];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < certain.words) return null;
  const [first, second] = await em.execute<{ language: string; known: number }[]>(
    `select language, count(*)::int as known from unnest(?::text[], ?::text[]) d(language, dictionary), unnest(?::text[]) word
     where ts_lexize(('pg_catalog.' || dictionary)::regdictionary, word) = '{}' group by 1 order by 2 desc limit 2`,
    [textArray(Object.keys(dictionaries)), textArray(Object.values(dictionaries)), textArray(words)],
  );
  if (!first || first.known < certain.share * words.length) return null;
  return first.known >= certain.lead * (second?.known ?? 0) ? first.language : null;
}

import { describe, expect, it, test } from 'vitest';
import { failureOf, sayNext, sayText, sayWhat } from '../../renderer/failure.ts';
import { chooseLanguage, createI18n, locales, titleOf } from '../../renderer/i18n.ts';
import { TraxError } from '../../shared/errors.ts';
import { quoted, say } from '../../shared/sentences.ts';

type Tree = { readonly [key: string]: Tree | string | boolean };

/** Every text with the path that leads to it. */
function textsOf(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]];
    return typeof value === 'boolean' ? [] : textsOf(value, `${path}${key}.`);
  });
}

/** What is filled in, of both kinds: `{{name}}` by i18next and `{name}` by `fillSentence` and by Radix. */
function gapsOf(text: string): string[] {
  return (text.match(/\{\{?[^}]+\}?\}/g) ?? []).sort();
}

const english = new Map(textsOf(locales.en));

describe.each(Object.entries(locales))('the language "%s"', (code, locale) => {
  const texts = textsOf(locale);

  it('says the same things as English', () => {
    expect(texts.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
  });

  it('leaves nothing empty, and nothing with space around it', () => {
    expect(texts.filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
  });

  it('has the same gaps to be filled as English', () => {
    const gaps = Object.fromEntries(texts.map(([path, text]) => [path, gapsOf(text)]));
    const wanted = Object.fromEntries([...english].map(([path, text]) => [path, gapsOf(text)]));
    expect(gaps).toEqual(wanted);
  });

  it('ends what English ends with a full stop or dots in the same way', () => {
    const endOf = (text: string) => /[.…?!:]$/.exec(text)?.[0] ?? '';
    const differing = texts.filter(([path, text]) => endOf(text) !== endOf(english.get(path) ?? ''));
    expect(differing).toEqual([]);
  });

  it('names itself where titles and failures are said', async () => {
    const instance = await createI18n([`${code}-XX`]);
    expect(instance.language).toBe(`${code}-XX`);
    expect(titleOf(instance, 'go.library')).toBe(locale.actions['go.library']);
    const failure = failureOf(new TraxError('FILE_NOT_FOUND', { path: '/a {b}.mp3' }));
    expect(sayWhat(instance.t, failure)).toBe(
      locale.errors.FILE_NOT_FOUND.sentence.replace('{path}', '/a {b}.mp3'),
    );
    expect(sayNext(instance.t, failure)).toBe(locale.errors.FILE_NOT_FOUND.next);
  });

  it('says why something failed in its own words, and quotes what others said', async () => {
    const { t } = await createI18n([code]);
    const damage = say('models.damage.size', { size: 1, expected: 2 });
    const damaged = new TraxError('MODEL_DAMAGED', { model: 'x', reason: damage });
    expect(sayWhat(t, failureOf(damaged))).toContain(sayText(t, damage));
    const found = say('check.model', { reason: damage });
    expect(sayText(t, found)).toContain(sayText(t, damage));
    const theirs = new TraxError('MODEL_DAMAGED', { model: 'x', reason: quoted(new Error('bad magic')) });
    expect(sayWhat(t, failureOf(theirs))).toContain('bad magic');
  });
});

test('German is not English', () => {
  // Names and single words may be the same in both.
  const isSentence = (text: string) => /\p{L}+ \p{L}+ \p{L}+/u.test(text.replace(/\{\{.*?\}\}/g, ''));
  const same = textsOf(locales.de).filter(([path, text]) => english.get(path) === text && isSentence(text));
  expect(same).toEqual([]);
});

test('the first wished language that the page speaks is taken', () => {
  expect(chooseLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de-AT');
  expect(chooseLanguage(['en-GB', 'de'])).toBe('en-GB');
  expect(chooseLanguage(['xx'])).toBe('en');
  expect(chooseLanguage([])).toBe('en');
});

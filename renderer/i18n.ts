import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { ActionId } from '../shared/actions.ts';
import { de } from './locales/de/de.ts';
import { en } from './locales/en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The languages that the page speaks; the first stands in for those that it does not. */
export const locales = { en, de } as const;
type LocaleName = keyof typeof locales;
export const localeNames = Object.keys(locales) as LocaleName[];

/** The first of the wished languages that the page speaks, else English. */
export function chooseLocale(wished: readonly string[]): LocaleName {
  for (const tag of wished) {
    const known = localeNames.find((name) => name === tag.split('-')[0]);
    if (known) return known;
  }
  return 'en';
}

/** Everything that people read, in the wished language where the page speaks it. */
export async function createI18n(wished: readonly string[]): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: chooseLocale(wished),
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(locales).map(([code, translation]) => [code, { translation }]),
    ),
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The title of an action in the language of the page. */
export function titleOf({ language }: Pick<i18n, 'language'>, id: ActionId): string {
  return locales[chooseLocale([language])].actions[id];
}

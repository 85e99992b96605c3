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

/** The locale in which a language is spoken; undefined when the page does not speak it. */
function localeOf(language: string): LocaleName | undefined {
  return localeNames.find((name) => name === language.split('-')[0]);
}

/** The first of the wished languages that the page speaks, with its region, by which dates and numbers go; else English. */
export function chooseLanguage(wished: readonly string[]): string {
  return wished.find((language) => localeOf(language)) ?? 'en';
}

/** Everything that people read, in the wished language where the page speaks it. */
export async function createI18n(wished: readonly string[]): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: chooseLanguage(wished),
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
  return locales[localeOf(language) ?? 'en'].actions[id];
}

import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type ActionId, actions } from '../shared/actions.ts';
import { en } from './locales/en/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The languages that the page speaks; the first is complete and stands in for the others. */
export const locales = { en } as const;

/** Translations in the wished language where there are some, else in English. */
export async function createI18n(wished: readonly string[]): Promise<i18n> {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: wished.map((tag) => tag.split('-')[0] ?? '').find((code) => code in locales) ?? 'en',
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(locales).map(([code, translation]) => [code, { translation }]),
    ),
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The title of an action: translated where a locale has it, else as `shared/actions.ts` says. */
export function titleOf(instance: i18n, id: ActionId): string {
  const key = `actions.${id}`;
  return instance.exists(key)
    ? String(instance.getResource(instance.language, 'translation', key))
    : actions[id].title;
}

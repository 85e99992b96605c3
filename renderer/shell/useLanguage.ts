import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n.ts';
import { useTrax } from '../trax.ts';

/** Speaks the wished language; `system` is the first of the browser's that the page knows. */
export function useLanguage(): void {
  const { api } = useTrax();
  const { i18n } = useTranslation();
  const wished = useQuery(api.settings.get.queryOptions()).data?.pageLanguage ?? 'system';
  useEffect(() => {
    const own = navigator.languages.filter((each) => wished === 'system' || each.startsWith(wished));
    const language = chooseLanguage(wished === 'system' ? own : [...own, wished]);
    if (language !== i18n.language) void i18n.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = i18n.dir(language);
  }, [wished, i18n]);
}

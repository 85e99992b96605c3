import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLocale } from '../i18n.ts';
import { useTrax } from '../trax.ts';

/** Speaks the wished language; `system` is the first of the browser's that the page knows. */
export function useLanguage(): void {
  const { api } = useTrax();
  const { i18n } = useTranslation();
  const wished = useQuery(api.settings.get.queryOptions()).data?.pageLanguage ?? 'system';
  useEffect(() => {
    const locale = chooseLocale(wished === 'system' ? navigator.languages : [wished]);
    if (locale !== i18n.language) void i18n.changeLanguage(locale);
    document.documentElement.lang = locale;
    document.documentElement.dir = i18n.dir(locale);
  }, [wished, i18n]);
}

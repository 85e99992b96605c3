/**
 * The dictionary for a language (ISO 639-1): that of the person's own region where there is one, else the plain one, else the
 * first; null where there is none.
 */
export function dictionaryFor(language: string, known: readonly string[], locale: string): string | null {
  const fitting = known.filter((each) => each === language || each.startsWith(`${language}-`));
  return [locale, language].find((each) => fitting.includes(each)) ?? fitting[0] ?? null;
}

import type { TFunction } from 'i18next';
import type { Choice } from '../../ui/choice.ts';

const patterns = [
  '{title}.{ext}',
  '{title} {language}.{ext}',
  '{title}.{language}.{ext}',
  '{date} {title}.{ext}',
] as const;

/** Patterns as what they make of a recording; one that was set elsewhere as it is. */
export function patternChoices(t: TFunction, current: string, extension: string): Choice<string>[] {
  const all: readonly string[] = patterns.some((one) => one === current) ? patterns : [...patterns, current];
  const example = { title: t('afterwards.exampleTitle'), language: 'en', date: '2026-11-26', ext: extension };
  return all.map((value) => ({
    value,
    label: value.replace(/\{(\w+)\}/g, (gap, name: string) => example[name as keyof typeof example] ?? gap),
  }));
}

import { settingsSchema } from '../../../shared/contract/settings.ts';
import type { Client } from '../../host.ts';
import type { Choice } from '../../ui/choice.ts';

export type SettingsView = Awaited<ReturnType<Client['settings']['get']>>;

/** The port that somebody typed; 0, which is any, for nothing; null for what is none. */
export function portOf(text: string): number | null {
  const port = /^\d{0,5}$/.test(text) ? Number(text) : null;
  return settingsSchema.shape.sharePort.safeParse(port).data ?? null;
}

/** The currencies that the browser knows, and the one that is set, by their names. */
export function currencyChoices(chosen: string, language: string): Choice<string>[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  const codes = new Set([...Intl.supportedValuesOf('currency'), chosen]);
  return [...codes]
    .map((value) => ({ value, label: names.of(value) ?? value, note: value }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}

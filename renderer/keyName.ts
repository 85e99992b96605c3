import type { TFunction } from 'i18next';
import { en } from './locales/en/en.ts';

type NamedKey = keyof typeof en.keys;

/** What is written on a key where the person lives: `Strg` for `Ctrl` in German. */
export function keyName(t: TFunction, cap: string): string {
  return cap in en.keys ? t(`keys.${cap as NamedKey}`) : cap;
}

/** A shortcut within a sentence: `Strg + F`. */
export const keysInWords = (t: TFunction, caps: readonly string[]): string =>
  caps.map((cap) => keyName(t, cap)).join(' + ');

import { isRightToLeft } from '../../../shared/transcript/script.ts';

/** Languages that are written from right to left (Unicode CLDR 48, default scripts Arab, Hebr, Syrc, Thaa and Nkoo). */
const fromTheRight = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'iw',
  'ks',
  'nqo',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
]);

/** How a transcript in a language (ISO 639-1) is laid out; where nobody knows the language, as its first letter says. */
export function directionOf(language: string | null, text: string): 'ltr' | 'rtl' {
  const isFromTheRight = language === null ? isRightToLeft(text) : fromTheRight.has(language);
  return isFromTheRight ? 'rtl' : 'ltr';
}

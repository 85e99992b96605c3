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

/** How a transcript in a language (ISO 639-1) is laid out. */
export function directionOf(language: string | null): 'ltr' | 'rtl' {
  return language !== null && fromTheRight.has(language) ? 'rtl' : 'ltr';
}

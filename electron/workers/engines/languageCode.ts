/** The languages that Whisper names in its answers, by ISO 639 code. */
const codes =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml ' +
  'cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am ' +
  'yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jv su yue';

/** Where Whisper's English name is not the one that the platform knows. */
const otherNames = new Map([
  ['maori', 'mi'],
  ['bengali', 'bn'],
  ['nynorsk', 'nn'],
  ['myanmar', 'my'],
  ['tagalog', 'tl'],
]);

/** The ISO 639 code of a language as an engine names it ("english", "en", "en-US"); null where it is unknown. */
export function languageCode(name: string | null): string | null {
  const key = name?.trim().toLowerCase();
  if (!key) return null;
  if (/^[a-z]{2,3}(-|_|$)/.test(key)) return key.split(/[-_]/)[0]?.replace(/^jw$/, 'jv') ?? null;
  const known = otherNames.get(key);
  if (known) return known;
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return codes.split(' ').find((code) => names.of(code)?.toLowerCase() === key) ?? null;
}

/** The code that Whisper's models know a language by: ISO 639-1, except Javanese; regions are left out. */
export function whisperLanguage(code: string): string {
  const base = code.toLowerCase().split(/[-_]/)[0] ?? code;
  return base === 'jv' ? 'jw' : base;
}

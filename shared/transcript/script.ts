/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;

/** Characters that take two columns: the wide and full-width ranges of Unicode's East Asian Width (UAX 11), and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const widthless = /[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;

/** Whether the text holds characters of a script that is written without spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** How wide a text is on the screen, in columns: 1 a letter, 2 an ideograph, 0 a combining mark. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (wide.test(character)) columns += 2;
    else if (!widthless.test(character)) columns += 1;
  }
  return columns;
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Whether a text is read from right to left: its first letter says so, as in Unicode's bidirectional algorithm (UAX 9, P2). */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(/\p{L}/u.exec(text)?.[0] ?? '');
}

/** Whether a space is written between two texts: everywhere but after a script that is written without. */
export function needsSpaceBetween(before: string, after: string): boolean {
  if (before === '' || after === '') return false;
  return !/[\u3000-\u303f\uff00-\uff60]$/u.test(before) && !isUnspaced([...before.slice(-2)].at(-1) ?? '');
}

/** Texts one after the other, as they are written in their script. */
export function joinTexts(texts: readonly string[]): string {
  let end = '';
  const parts: string[] = [];
  for (const text of texts) {
    const part = text.trim();
    if (part === '') continue;
    if (needsSpaceBetween(end, part)) parts.push(' ');
    parts.push(part);
    end = part;
  }
  return parts.join('');
}

/** What people take for single characters: letters with their marks, emoji with their parts. */
export function graphemesOf(text: string): string[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

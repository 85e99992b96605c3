/** Text in one style; what a style is, only those who measure and draw know. */
export interface Run<Style> {
  readonly text: string;
  readonly style: Style;
}

/** What stands beside each other: words with the space after them, and parts of words. The last space may hang over. */
export type Line<Style> = readonly Run<Style>[];

/** A word with the spaces after it, or a part of one up to a hyphen or dash between letters. Spaces that do not break are letters. */
const pieces =
  /(?:[^\s]|[\u00a0\u202f])+?(?:[-‐–—](?=\p{L})|(?=[^\S\u00a0\u202f]|$))[^\S\u00a0\u202f]*|[^\S\u00a0\u202f]+/gu;

/**
 * Breaks runs into lines at spaces, hyphens and dashes; a word that is too long for any line, between two of its characters.
 * `measure` gives the width of a text without the spaces at its end, and with them.
 */
export function breakLines<Style>(
  runs: readonly Run<Style>[],
  width: number,
  measure: (text: string, style: Style) => { readonly seen: number; readonly whole: number },
): Line<Style>[] {
  const lines: Run<Style>[][] = [];
  let line: Run<Style>[] = [];
  let used = 0;
  const put = (text: string, style: Style) => {
    const { seen, whole } = measure(text, style);
    if (used > 0 && used + seen > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    line.push({ text, style });
    used += whole;
  };
  for (const { text, style } of runs)
    for (const [piece] of text.matchAll(pieces))
      if (measure(piece, style).seen <= width) put(piece, style);
      else for (const character of piece) put(character, style);
  if (line.length > 0) lines.push(line);
  return lines;
}

/**
 * How many of a paragraph's lines come on this page, which has room for so many: all, or as many as leave two for the next one;
 * 0 where fewer than two would stand here.
 */
export function linesHere(count: number, room: number): number {
  if (count <= room) return count;
  const here = Math.min(room, count - 2);
  return here < 2 ? 0 : here;
}

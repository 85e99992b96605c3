/** Words as they are compared: lower case, without punctuation, apostrophes kept inside; each Chinese or Japanese character alone. */
export function comparableWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ')
    .split(/[^\p{L}\p{N}\p{M}']+/u)
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter((word) => word !== '');
}

/**
 * Substitutions, insertions and deletions per reference word; 0 is perfect, and it can exceed 1.
 * An empty reference gives 0 for an empty hypothesis and Infinity for any other.
 */
export function wordErrorRate(reference: string, hypothesis: string): number {
  const expected = comparableWords(reference);
  const heard = comparableWords(hypothesis);
  if (expected.length === 0) return heard.length === 0 ? 0 : Number.POSITIVE_INFINITY;
  return editDistance(expected, heard) / expected.length;
}

/** The least number of single insertions, deletions and substitutions that turn `from` into `to`. */
function editDistance<Item>(from: readonly Item[], to: readonly Item[]): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, left] of from.entries()) {
    const next = [line + 1];
    for (const [column, right] of to.entries()) {
      const replaced = at(row, column) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, at(row, column + 1) + 1, at(next, column) + 1));
    }
    row = next;
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}

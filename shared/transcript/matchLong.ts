import { matchTexts } from './alignWords.ts';

/** Up to so many comparisons, the longest common subsequence is looked for as it is. */
const fewComparisons = 1_000_000;
/** So many words in a row that occur once in each text hardly stand in two places by chance. */
const sizes = [4, 3, 2, 1];

/**
 * For each new text the number of the former one that it is, rising; null where there is none. Long texts are cut at runs of
 * words that each of them has exactly once.
 */
export function matchLong(former: readonly string[], next: readonly string[]): (number | null)[] {
  const matches: (number | null)[] = next.map(() => null);
  const stretches = [{ a: 0, aEnd: former.length, b: 0, bEnd: next.length }];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const { a, aEnd, b, bEnd } = stretch;
    const [ours, theirs] = [former.slice(a, aEnd), next.slice(b, bEnd)];
    const anchors = ours.length * theirs.length > fewComparisons ? anchorsOf(ours, theirs) : [];
    if (anchors.length === 0) {
      for (const [index, match] of matchTexts(ours, theirs).entries())
        matches[b + index] = match === null ? null : a + match;
      continue;
    }
    let [fromA, fromB] = [a, b];
    for (const [x, y] of [...anchors, [ours.length, theirs.length] as const]) {
      stretches.push({ a: fromA, aEnd: a + x, b: fromB, bEnd: b + y });
      if (b + y < bEnd) matches[b + y] = a + x;
      [fromA, fromB] = [a + x + 1, b + y + 1];
    }
  }
  return matches;
}

/** Places that are surely the same, rising in both texts; none where there are none. */
function anchorsOf(former: readonly string[], next: readonly string[]): (readonly [number, number])[] {
  for (const size of sizes) {
    const [ours, theirs] = [onceIn(former, size), onceIn(next, size)];
    const pairs = [...theirs].flatMap(([run, place]) => {
      const own = ours.get(run);
      return own === undefined ? [] : [[own, place] as const];
    });
    const rising = longestRising(pairs.sort((one, other) => one[1] - other[1]));
    if (rising.length > 0) return rising;
  }
  return [];
}

/** Runs of words that occur exactly once, with the place of their first. */
function onceIn(texts: readonly string[], size: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at + size <= texts.length; at += 1) {
    const run = texts.slice(at, at + size).join(' ');
    places.set(run, places.has(run) ? -1 : at);
  }
  for (const [run, place] of places) if (place < 0) places.delete(run);
  return places;
}

/** The longest part of pairs whose first numbers rise (patience sorting). */
function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = [];
  const before = pairs.map(() => -1);
  for (const [index, [value]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  }
  const rising: (readonly [number, number])[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}

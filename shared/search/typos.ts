/** A word of the library, and how often it is said there. */
export interface KnownWord {
  readonly word: string;
  readonly occurrences: number;
}

/** How many slips are forgiven in so many letters: the shorter a word, the more of its neighbours are words of their own. */
export const forgivenIn = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** The word that was probably meant: the fewest slips, then the most often said. Null where nothing is near. */
export function likelyWord(typed: string, candidates: readonly KnownWord[]): string | null {
  const most = forgivenIn([...typed].length);
  let best: (KnownWord & { slips: number }) | null = null;
  for (const candidate of candidates) {
    const slips = slipsBetween(typed, candidate.word);
    if (slips === 0 || slips > most) continue;
    const isBetter =
      !best || slips < best.slips || (slips === best.slips && candidate.occurrences > best.occurrences);
    if (isBetter) best = { ...candidate, slips };
  }
  return best?.word ?? null;
}

/** How many letters are missing, too many, wrong, or the wrong way round (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let older: number[] = [];
  let former = Array.from({ length: b.length + 1 }, (_, column) => column);
  a.forEach((letter, row) => {
    const current = [row + 1];
    b.forEach((against, column) => {
      const same = letter === against ? 0 : 1;
      let least = Math.min(
        (former[column + 1] ?? 0) + 1,
        (current[column] ?? 0) + 1,
        (former[column] ?? 0) + same,
      );
      const isSwapped = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === against;
      if (isSwapped) least = Math.min(least, (older[column - 1] ?? 0) + 1);
      current.push(least);
    });
    older = former;
    former = current;
  });
  return former[b.length] ?? 0;
}

/** A word of the library, and how often it is said there. */
export interface KnownWord {
  readonly word: string;
  readonly occurrences: number;
}

/** How many slips are forgiven in so many letters: the shorter a word, the more of its neighbours are words of their own. */
export const forgivenIn = (length: number) => (length < 3 ? 0 : length < 6 ? 1 : 2);

/** The same for a word that is still being typed: what follows may be anything, so that more is near it. */
export const forgivenInBegun = (length: number) => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** The word that was probably meant: the fewest slips, then the most often said. Null where nothing is near. */
export function likelyWord(typed: string, candidates: readonly KnownWord[]): string | null {
  return nearest(candidates, forgivenIn([...typed].length), (word) => slipsBetween(typed, word));
}

/** The word that somebody probably is about to type. */
export function likelyBegun(typed: string, candidates: readonly KnownWord[]): string | null {
  return nearest(candidates, forgivenInBegun([...typed].length), (word) =>
    Math.min(...slipsToBeginnings(typed, word)),
  );
}

function nearest(
  candidates: readonly KnownWord[],
  most: number,
  slipsTo: (word: string) => number,
): string | null {
  let best: (KnownWord & { slips: number }) | null = null;
  for (const candidate of candidates) {
    const slips = slipsTo(candidate.word);
    if (slips === 0 || slips > most) continue;
    const isBetter =
      !best || slips < best.slips || (slips === best.slips && candidate.occurrences > best.occurrences);
    if (isBetter) best = { ...candidate, slips };
  }
  return best?.word ?? null;
}

/** How many letters are missing, too many, wrong, or the wrong way round (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  return slipsToBeginnings(one, other).at(-1) ?? 0;
}

/** The slips between a word and each beginning of another one, from none of its letters to all of them. */
function slipsToBeginnings(one: string, other: string): number[] {
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
  return former;
}

import type { TimedWord } from './reference.ts';

/** How far off the starts of the words are that both have, along the alignment with the fewest differences; seconds, sorted. */
export function startErrors(heard: readonly TimedWord[], reference: readonly TimedWord[]): number[] {
  const costs = heard.map(() => new Int32Array(reference.length + 1));
  costs.unshift(new Int32Array(reference.length + 1).map((_, column) => column));
  const cost = (row: number, column: number): number => costs[row]?.[column] ?? 0;
  const differs = (row: number, column: number): number =>
    Number(spelling(heard[row - 1]) !== spelling(reference[column - 1]));
  for (let row = 1; row <= heard.length; row++) {
    const line = costs[row] as Int32Array;
    line[0] = row;
    for (let column = 1; column <= reference.length; column++) {
      const change = cost(row - 1, column - 1) + differs(row, column);
      line[column] = Math.min(change, cost(row - 1, column) + 1, cost(row, column - 1) + 1);
    }
  }
  const errors: number[] = [];
  let [row, column] = [heard.length, reference.length];
  while (row > 0 && column > 0) {
    if (cost(row, column) === cost(row - 1, column - 1) + differs(row, column)) {
      if (!differs(row, column))
        errors.push(Math.abs((heard[row - 1]?.start ?? 0) - (reference[column - 1]?.start ?? 0)));
      row--;
      column--;
    } else if (cost(row, column) === cost(row - 1, column) + 1) row--;
    else column--;
  }
  return errors.sort((one, other) => one - other);
}

function spelling(word: TimedWord | undefined): string {
  return (word?.text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The value that so many of the sorted values do not exceed; `share` is 0..1. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

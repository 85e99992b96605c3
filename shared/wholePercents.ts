/**
 * What parts are of their sum, in whole percent that add up to 100: all are rounded down, and what is left over goes to those
 * that lost most (the method of the largest remainder). All 0 where the sum is 0.
 */
export function wholePercents(parts: readonly number[]): number[] {
  const sum = parts.reduce((whole, part) => whole + part, 0);
  if (sum === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (100 * part) / sum);
  const percents = exact.map(Math.floor);
  const left = 100 - percents.reduce((whole, percent) => whole + percent, 0);
  const lossOf = (place: number) => (exact[place] ?? 0) - (percents[place] ?? 0);
  const byLoss = [...parts.keys()].sort((one, other) => lossOf(other) - lossOf(one));
  const raised = new Set(byLoss.slice(0, left));
  return percents.map((percent, place) => percent + (raised.has(place) ? 1 : 0));
}

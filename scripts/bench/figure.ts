/** One number that Trax promises, as it was measured. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that is promised; null for a number that only explains. */
  readonly limit: number | null;
  /** What it is made of: parts of the same unit unless they say otherwise. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Measures one or several figures. `say` tells people what is going on. */
export type Measurement = (say: (line: string) => void) => Promise<Figure[]>;

export function isMet({ value, limit }: Figure): boolean {
  return limit === null || value <= limit;
}

/** One line for people: `ok   3.1 CPU-seconds (at most 4)  overhead of ...`. */
export function lineOf(figure: Figure): string {
  const verdict = figure.limit === null ? '    ' : isMet(figure) ? 'ok  ' : 'MISS';
  const promise = figure.limit === null ? '' : ` (at most ${figure.limit})`;
  return `${verdict} ${round(figure.value)} ${figure.unit}${promise}  ${figure.name}`;
}

/** Three digits after the point are more than any of these measurements is good for. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The middle one of several runs of the same. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}

/** Rows that are asked for at once: more than a window shows, so that a key in the search waits for one page. */
export const pageSize = 50;

/** The numbers of the pages that hold the rows `first` to `last`. */
export function pagesFor(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

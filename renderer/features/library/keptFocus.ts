import { keepFocus } from '../../ui/keepFocus.ts';

/** A row that has the focus, or what is said of the selection; and how many rows there were. */
interface Held {
  readonly row: number | null;
  readonly total: number;
}

const rowsOf = (page: Element) => [...page.querySelectorAll<HTMLElement>('[data-row]')];
const totalOf = (page: Element) => Number(page.querySelector('[role=grid]')?.ariaRowCount ?? 0);

function holdOf(page: Element, target: Element): Held | null {
  const row = target.closest<HTMLElement>('[data-row]');
  if (row) return { row: Number(row.dataset.row), total: totalOf(page) };
  return target.closest('[data-foot]') ? { row: null, total: 0 } : null;
}

/** The row that followed, or the one that Tab leads to; null where a row is only out of sight. */
function successorOf(page: Element, { row, total }: Held): HTMLElement | null {
  const rows = rowsOf(page);
  if (row === null) return rows.find(({ tabIndex }) => tabIndex === 0) ?? null;
  if (totalOf(page) >= total) return null;
  return rows.findLast(({ dataset }) => Number(dataset.row) <= row) ?? null;
}

/** Keeps the focus in the list when the row that has it is deleted, or the bar below it goes. Gives what ends it. */
export const keepLibraryFocus = (page: HTMLElement): (() => void) => keepFocus(page, holdOf, successorOf);

import { keepFocus } from '../../ui/keepFocus.ts';

/** What of the queue has the focus: a part of a card, and of a row in it. */
interface Held {
  readonly batch: string | null;
  /** Which card that was. */
  readonly cardIndex: number;
  readonly row: string | null;
  /** The row's place in its list, and how many there were. */
  readonly place: number;
  readonly total: number;
  readonly control: string | null;
}

const cardsOf = (page: Element) => [...page.querySelectorAll<HTMLElement>('[data-batch]')];
const rowsOf = (card: Element) => [...card.querySelectorAll<HTMLElement>('[data-row]')];
const controlIn = (part: Element, control: string | null) =>
  part.querySelector<HTMLElement>(`[data-control="${control}"]`);
const firstIn = (part: Element) => part.querySelector<HTMLElement>('a[href], button');

function holdOf(page: Element, target: Element): Held {
  const card = target.closest<HTMLElement>('[data-batch]');
  const row = target.closest<HTMLElement>('[data-row]');
  return {
    batch: card?.dataset.batch ?? null,
    cardIndex: card ? cardsOf(page).indexOf(card) : -1,
    row: row?.dataset.row ?? null,
    place: Number(row?.ariaPosInSet),
    total: Number(row?.ariaSetSize),
    control: target.closest<HTMLElement>('[data-control]')?.dataset.control ?? null,
  };
}

/** What has taken the place of what had the focus; null where that is only out of sight. */
function successorOf(page: Element, held: Held): HTMLElement | null {
  if (held.batch === null) return controlIn(page, held.control) ?? firstIn(page);
  const cards = cardsOf(page);
  const card = cards.find(({ dataset }) => dataset.batch === held.batch);
  if (!card) return firstIn(cards[Math.min(held.cardIndex, cards.length - 1)] ?? page);
  if (held.row === null) return controlIn(card, held.control) ?? firstIn(card);
  const rows = rowsOf(card);
  const row = rows.find(({ dataset }) => dataset.row === held.row);
  if (row) return controlIn(row, held.control) ?? controlIn(row, 'act') ?? firstIn(row);
  const isShorter = rows.some((other) => Number(other.ariaSetSize) < held.total);
  if (!isShorter) return rows.length > 0 ? null : firstIn(card);
  const next = rows.findLast((other) => Number(other.ariaPosInSet) <= held.place) ?? rows[0];
  return next ? firstIn(next) : firstIn(card);
}

/**
 * Keeps the focus in the queue when what has it goes away: on the button that took its place, in the row that followed, on the
 * next card. Parts are told by `data-batch`, `data-row` and `data-control`. Gives what ends it.
 */
export const keepQueueFocus = (page: HTMLElement): (() => void) => keepFocus(page, holdOf, successorOf);

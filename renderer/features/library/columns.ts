import type { RecordingView } from '../../../shared/contract/library.ts';
import type { Choices } from './shelf.ts';

/** The grid that header and rows share. */
export const columnGrid =
  'grid grid-cols-[minmax(9rem,1fr)_4.5rem_4.5rem_5rem_6rem_11.5rem_5.5rem_3.75rem] items-center gap-5 px-6';

/** In the order of the grid; each can be sorted by. */
export const columns = [
  'title',
  'source',
  'duration',
  'speakers',
  'language',
  'state',
  'addedAt',
] as const satisfies RecordingView['order'][];

/** Columns of numbers, which are read from their right end. */
export const isNumeric = (column: (typeof columns)[number]): boolean =>
  column === 'duration' || column === 'speakers';

/** The choices after a click on a column: the same column turns round, another starts as people expect. */
export function sortedBy(choices: Choices, order: Choices['order']): Choices {
  if (choices.order === order) return { ...choices, descending: !choices.descending };
  const risesFirst = order === 'title' || order === 'language' || order === 'source' || order === 'state';
  return { ...choices, order, descending: !risesFirst };
}

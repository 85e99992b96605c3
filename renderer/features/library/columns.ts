import type { RecordingView } from '../../../shared/contract/library.ts';
import { classes } from '../../ui/classes.ts';
import type { Choices } from './shelf.ts';

/**
 * The grid that header and rows share. Titles and states take what room there is; where it is short, the columns that
 * tell the least are not shown (`cellLook`).
 */
export const columnGrid = classes(
  'grid items-center gap-5 px-6',
  'grid-cols-[minmax(9rem,2fr)_4.5rem_minmax(11.5rem,1fr)_5.5rem_3.75rem]',
  '@4xl:grid-cols-[minmax(9rem,2fr)_4.5rem_5rem_6rem_minmax(11.5rem,1fr)_5.5rem_3.75rem]',
  '@min-[72rem]:grid-cols-[minmax(9rem,2fr)_4.5rem_4.5rem_5rem_6rem_minmax(11.5rem,1fr)_5.5rem_3.75rem]',
);

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

type Column = (typeof columns)[number];

/** How wide the list has to be for a column to be in it, and that numbers are read from their right end. */
export const cellLook: Partial<Record<Column, string>> = {
  source: 'hidden @min-[72rem]:block',
  duration: 'text-right tabular-nums',
  speakers: 'hidden text-right tabular-nums @4xl:block',
  language: 'hidden @4xl:block',
};

/** The choices after a click on a column: the same column turns round, another starts as people expect. */
export function sortedBy(choices: Choices, order: Choices['order']): Choices {
  if (choices.order === order) return { ...choices, descending: !choices.descending };
  const risesFirst = order === 'title' || order === 'language' || order === 'source' || order === 'state';
  return { ...choices, order, descending: !risesFirst };
}

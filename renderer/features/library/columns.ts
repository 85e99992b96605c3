import type { ListView } from './paging.ts';

/** The grid that header and rows share: title, source, length, language, state, date. */
export const columnGrid =
  'grid grid-cols-[minmax(10rem,1fr)_5.5rem_4.5rem_6.5rem_13rem_6rem_3.75rem] items-center gap-4 px-6';

export const columns = [
  { name: 'title', order: 'title' },
  { name: 'source', order: null },
  { name: 'duration', order: 'duration' },
  { name: 'language', order: null },
  { name: 'state', order: null },
  { name: 'addedAt', order: 'addedAt' },
] as const satisfies { name: string; order: ListView['order'] | null }[];

/** The view after a click on a column: the same column turns round, another starts as people expect. */
export function sortedBy(view: ListView, order: ListView['order']): ListView {
  if (view.order === order) return { ...view, descending: !view.descending };
  return { ...view, order, descending: order !== 'title' };
}

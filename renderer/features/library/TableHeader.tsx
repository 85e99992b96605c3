import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { classes } from '../../ui/classes.ts';
import { cellLook, columnGrid, columns } from './columns.ts';
import type { Choices } from './shelf.ts';

/** The names of the columns; each sorts the list. */
export function TableHeader({ choices }: { choices: Choices }) {
  const { browsing } = useTrax();
  const { t } = useTranslation();
  const Arrow = choices.descending ? ArrowDown : ArrowUp;
  return (
    <thead className="sticky top-0 z-10 block border-line border-b bg-page">
      <tr className={classes(columnGrid, 'h-8 text-left text-soft text-xs')}>
        {columns.map((column) => {
          const isSorted = column === choices.order;
          const order = choices.descending ? 'descending' : 'ascending';
          return (
            <th
              key={column}
              scope="col"
              aria-sort={isSorted ? order : undefined}
              className={classes('font-normal', cellLook[column])}
            >
              <button
                type="button"
                className={classes(
                  'inline-flex max-w-full items-center gap-1 rounded hover:text-ink',
                  isSorted && 'text-ink',
                )}
                onClick={() => browsing.getState().sortBy(column)}
              >
                <span className="truncate">{t(`library.column.${column}`)}</span>
                {isSorted && <Arrow aria-hidden size={12} className="shrink-0" />}
              </button>
            </th>
          );
        })}
        <th scope="col">
          <span className="sr-only">{t('library.column.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** The title of a place, and what can be done there. */
export function PageHeader({
  title,
  note,
  className,
  children,
}: {
  title: string;
  note?: string;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <header
      className={classes(
        'flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 py-4',
        className,
      )}
    >
      <h1 className="min-w-0 truncate font-semibold text-xl tracking-tight">{title}</h1>
      {note && <span className="pt-1 text-soft tabular-nums">{note}</span>}
      <div className="flex min-w-0 grow flex-wrap items-center justify-end gap-3">{children}</div>
    </header>
  );
}

import { classes } from './classes.ts';

/** Where something is about to stand. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block animate-pulse rounded bg-line', className)} />;
}

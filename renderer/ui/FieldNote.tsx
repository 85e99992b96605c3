import { classes } from './classes.ts';

interface FieldNoteProps {
  id: string;
  note?: string | undefined;
  /** What cannot be meant by what stands in the field; it takes the note's place. */
  wrong?: string | undefined;
  className?: string;
}

/** What is said beside a field: what it is for, or what is wrong with what stands in it. */
export function FieldNote({ id, note, wrong, className }: FieldNoteProps) {
  return (
    <span
      id={id}
      aria-live="polite"
      className={classes(
        'block wrap-anywhere text-xs empty:hidden',
        wrong ? 'text-danger' : 'text-soft',
        className,
      )}
    >
      {wrong ?? note}
    </span>
  );
}

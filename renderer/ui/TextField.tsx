import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classes } from './classes.ts';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  note?: string;
}

/** A labelled line of text. */
export function TextField({ label, note, className, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-describedby={note ? `${id}-note` : undefined}
        className="h-8 w-full rounded-lg border border-line bg-page px-3 placeholder:text-soft"
        {...props}
      />
      {note && (
        <span id={`${id}-note`} className="text-soft text-xs">
          {note}
        </span>
      )}
    </div>
  );
}

import type { ComponentProps } from 'react';
import { useId } from 'react';
import { classes } from './classes.ts';
import { FieldNote } from './FieldNote.tsx';
import { fieldLook } from './fieldLook.ts';

interface TextFieldProps extends ComponentProps<'input'> {
  label: string;
  note?: string | undefined;
  /** What is wrong with its text. */
  wrong?: string | undefined;
}

/** A labelled line of text. */
export function TextField({ label, note, wrong, className, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        aria-describedby={`${id}-note`}
        aria-invalid={wrong !== undefined}
        className={classes(fieldLook, 'w-full')}
        {...props}
      />
      <FieldNote id={`${id}-note`} note={note} wrong={wrong} />
    </div>
  );
}

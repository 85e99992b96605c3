import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { fieldLook } from './fieldLook.ts';

interface SearchFieldProps extends ComponentProps<'input'> {
  /** Its name, and what stands in it while it is empty. */
  label: string;
}

/** Where something is looked for by typing. */
export function SearchField({ label, className, ...props }: SearchFieldProps) {
  return (
    <div className={classes('relative min-w-32 shrink', className)}>
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className={classes(fieldLook, 'w-full pr-2 pl-8')}
        {...props}
      />
    </div>
  );
}

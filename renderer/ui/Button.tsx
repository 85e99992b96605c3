import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover font-medium',
  plain: 'bg-raised text-ink border border-line hover:bg-hover',
  quiet: 'text-soft hover:text-ink hover:bg-hover',
  danger: 'bg-raised text-danger border border-line hover:bg-danger-soft',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks;
  size?: 'small' | 'normal' | 'large';
}

const sizes = { small: 'h-7 px-2.5', normal: 'h-8 px-3.5', large: 'h-10 px-5 text-base' } as const;

export function Button({ look = 'plain', size = 'normal', className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(
        'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-lg text-sm transition-colors duration-100',
        'disabled:pointer-events-none disabled:opacity-50',
        looks[look],
        sizes[size],
        className,
      )}
      {...props}
    />
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from '../../ui/classes.ts';
import type { Search } from './useSearch.ts';

interface LineProps {
  search: Search;
  /** Which option it is. */
  name: string;
  className?: string;
  children: ReactNode;
}

/** A line of what was found: the arrows reach it, Enter or a click opens it. */
export function Line({ search, name, className, children }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  const isActive = search.active === name;
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the box, whose keys lead here.
    <div
      ref={line}
      id={name}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={() => search.act(name)}
      className={classes(
        'scroll-my-12 rounded-lg px-3 py-2 outline-none',
        isActive ? 'bg-hover shadow-[inset_2px_0_0_var(--accent)]' : 'hover:bg-hover',
        className,
      )}
    >
      {children}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { grouped } from '../../format.ts';
import { hashOf } from '../../place.ts';
import { classes } from '../../ui/classes.ts';
import { droppedRecordings, holdsRecordings } from './dragging.ts';
import type { Shelf } from './shelf.ts';

interface ShelfLinkProps {
  shelf: Shelf;
  icon: LucideIcon;
  title: string;
  count: number;
  isHere: boolean;
  /** What happens with rows that are dropped on it; left out, none can be. */
  onRecordings?: (ids: string[]) => void;
  /** A menu, shown with the pointer or the focus on it. */
  children?: ReactNode;
}

/** One line of the sidebar that leads to a part of the library. */
export function ShelfLink(props: ShelfLinkProps) {
  const { shelf, icon: Icon, title, count, isHere, onRecordings, children } = props;
  const { i18n } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer; the selection's menu does the same by keyboard.
    <div
      onDragOver={(event) => {
        if (!onRecordings || !holdsRecordings(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        const ids = droppedRecordings(event);
        if (ids.length > 0) onRecordings?.(ids);
      }}
      className={classes(
        'group relative flex h-8 shrink-0 select-none items-center rounded-lg',
        isOver && 'outline-2 outline-accent',
        isHere ? 'bg-accent-soft font-medium text-ink' : 'text-soft hover:bg-hover hover:text-ink',
      )}
    >
      <a
        href={hashOf({ name: 'library', shelf })}
        draggable={false}
        title={title}
        aria-current={isHere ? 'page' : undefined}
        className="flex h-full min-w-0 grow items-center gap-2.5 rounded-lg px-2.5"
      >
        <Icon
          aria-hidden
          size={15}
          strokeWidth={1.75}
          className={classes('shrink-0', isHere && 'text-accent-text')}
        />
        <span dir="auto" className="min-w-0 grow truncate text-left">
          {title}
        </span>
        {count > 0 && (
          <span
            className={classes(
              'text-soft text-xs tabular-nums',
              children !== undefined && 'group-focus-within:invisible group-hover:invisible',
            )}
          >
            {grouped(count, i18n.language)}
          </span>
        )}
      </a>
      {children && (
        <span className="absolute right-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          {children}
        </span>
      )}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { Caps } from './Caps.tsx';
import { classes } from './classes.ts';
import { leaveTaken } from './useFocusReturn.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
  readonly isDangerous?: boolean;
  /** The caps of its shortcut. */
  readonly caps?: readonly string[];
}

/** A list of what can be done, behind a button. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: readonly MenuItem[] }) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={leaveTaken}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 max-w-100 animate-appear overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {items.map(({ label, icon: Icon, run, isDangerous, caps = [] }) => (
            <DropdownMenu.Item
              key={label}
              onSelect={run}
              className={classes(
                'flex h-8 items-center gap-2 rounded-md pr-3 pl-2 text-sm outline-none data-highlighted:bg-hover',
                isDangerous && 'text-danger',
              )}
            >
              <Icon aria-hidden size={14} className="shrink-0" />
              <span className="min-w-0 grow truncate">{label}</span>
              {caps.length > 0 && (
                <span aria-hidden className="pl-4">
                  <Caps caps={caps} />
                </span>
              )}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

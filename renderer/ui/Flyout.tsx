import { Popover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { leaveTaken } from './useFocusReturn.ts';

/** A small panel that opens from a button. */
export function Flyout({
  label,
  trigger,
  children,
}: {
  label: string;
  trigger: ReactElement;
  children: ReactNode;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={leaveTaken}
          aria-label={label}
          className="z-30 w-80 animate-appear rounded-xl bg-raised p-4 shadow-float focus:outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

import { Tooltip } from 'radix-ui';
import type { ReactElement } from 'react';
import { Caps } from './Caps.tsx';

/** A name that appears on hover and on focus. */
export function Hint({
  label,
  caps,
  children,
}: {
  label: string;
  caps?: readonly string[];
  children: ReactElement;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex animate-appear items-center gap-2 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-float"
        >
          {label}
          {caps && <Caps caps={caps} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

import type { ComponentProps } from 'react';
import { Toggle } from '../../ui/Toggle.tsx';

/** A line of a section that is on or off. */
export function ToggleLine(props: ComponentProps<typeof Toggle>) {
  return (
    <div className="border-line border-b px-4 py-3 last:border-b-0">
      <Toggle {...props} />
    </div>
  );
}

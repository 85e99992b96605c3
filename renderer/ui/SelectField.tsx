import type { ComponentProps } from 'react';
import { Select } from './Select.tsx';

/** One of several, with its label above it. */
export function SelectField<Value extends string>(props: ComponentProps<typeof Select<Value>>) {
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden>{props.label}</span>
      <Select {...props} />
    </div>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { Choice } from './choice.ts';
import { classes } from './classes.ts';
import { leaveTaken } from './useFocusReturn.ts';

interface SelectProps<Value extends string> {
  /** Its name for people who do not see the label beside it. */
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  className?: string;
}

/** One of several. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, choices, onChange, disabled, className } = props;
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={disabled}>
      <Radix.Trigger
        aria-label={label}
        className={classes(
          'flex h-8 min-w-0 items-center justify-between gap-2 rounded-lg border border-line bg-raised pr-2 pl-3 text-left text-sm hover:bg-hover disabled:opacity-50',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value />
        </span>
        <Radix.Icon>
          <ChevronDown aria-hidden size={14} className="text-soft" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={leaveTaken}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-appear rounded-lg bg-raised shadow-float"
        >
          <Radix.Viewport className="p-1">
            {choices.map((choice) => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                className="flex h-8 items-center gap-2 rounded-md pr-3 pl-2 outline-none data-highlighted:bg-hover"
              >
                <span className="w-4">
                  <Radix.ItemIndicator>
                    <Check aria-hidden size={14} className="text-accent-text" />
                  </Radix.ItemIndicator>
                </span>
                <Radix.ItemText>{choice.label}</Radix.ItemText>
                {choice.note && <span className="ml-auto pl-6 text-soft text-xs">{choice.note}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

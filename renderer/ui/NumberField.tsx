import { useId, useState } from 'react';

interface NumberFieldProps {
  label: string;
  unit?: string;
  value: number;
  minimum: number;
  maximum: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A labelled number; only values within its limits are given on. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, value, minimum, maximum, step = 1, onChange } = props;
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const change = (next: string) => {
    setText(next);
    const number = Number.parseFloat(next);
    if (number >= minimum && number <= maximum) onChange(number);
  };
  return (
    <div className="flex items-center justify-between gap-4">
      <label htmlFor={id}>{label}</label>
      <span className="flex items-center gap-2 text-soft">
        <input
          id={id}
          type="number"
          min={minimum}
          max={maximum}
          step={step}
          value={text ?? value}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setText(null)}
          className="h-7 w-18 rounded-md border border-line bg-page px-2 text-right text-ink tabular-nums"
        />
        <span className="w-12 text-xs">{unit}</span>
      </span>
    </div>
  );
}

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { FieldNote } from './FieldNote.tsx';
import { fieldLook } from './fieldLook.ts';

interface NumberFieldProps {
  label: string;
  unit?: string;
  value: number;
  minimum: number;
  maximum: number;
  /** What its arrows add; where it is whole, so are the numbers. */
  step?: number;
  onChange: (value: number) => void;
  /** Told of what is typed and is no such number. */
  onWrong?: () => void;
}

/** A labelled number. Only one within its limits is given on; of another it says what they are. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, value, minimum, maximum, step = 1, onChange, onWrong } = props;
  const { t, i18n } = useTranslation();
  const id = useId();
  /** What is typed and was not left as a number that counts. */
  const [text, setText] = useState<string | null>(null);
  const isWhole = Number.isInteger(step);
  const isMeant = (number: number) =>
    number >= minimum && number <= maximum && (!isWhole || Number.isInteger(number));
  const change = (next: string) => {
    setText(next);
    if (next !== '' && isMeant(Number(next))) onChange(Number(next));
    else onWrong?.();
  };
  const isWrong = text !== null && (text === '' || !isMeant(Number(text)));
  const numbers = new Intl.NumberFormat(i18n.language);
  const limits = { minimum: numbers.format(minimum), maximum: numbers.format(maximum) };
  return (
    <div className="flex flex-col gap-1">
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
            aria-describedby={`${id}-note`}
            aria-invalid={isWrong}
            onChange={(event) => change(event.target.value)}
            onBlur={() => !isWrong && setText(null)}
            className={classes(fieldLook, 'w-22 pr-2 pl-2 text-right text-ink tabular-nums')}
          />
          <span className="min-w-12 text-xs">{unit}</span>
        </span>
      </div>
      <FieldNote
        id={`${id}-note`}
        wrong={isWrong ? t(isWhole ? 'common.wholeBetween' : 'common.between', limits) : undefined}
        className="self-end pr-14"
      />
    </div>
  );
}

import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { TextField } from './TextField.tsx';

interface CheckedFieldProps<Value>
  extends Omit<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'wrong'> {
  /** What is stored, as it is typed. */
  value: string;
  /** What a text means; undefined when it means nothing. */
  read: (text: string) => Value | undefined;
  /** Said of a text that means nothing. */
  wrong: string;
  onChange: (value: Value) => void;
}

/** A text that is given on when its field is left, or at Enter, if it means something; else it stays, and what is wrong is said. */
export function CheckedField<Value>({ value, read, wrong, onChange, ...props }: CheckedFieldProps<Value>) {
  const [typed, setTyped] = useState(value);
  /** What stands here unless something was typed since: what is stored, or was given on to be. */
  const known = useRef(value);
  useEffect(() => {
    const former = known.current;
    known.current = value;
    setTyped((now) => (now === former ? value : now));
  }, [value]);
  const meant = read(typed.trim());
  const store = () => {
    if (meant === undefined || typed === value) return;
    known.current = typed;
    onChange(meant);
  };
  return (
    <TextField
      spellCheck={false}
      autoComplete="off"
      {...props}
      value={typed}
      wrong={meant === undefined ? wrong : undefined}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={store}
      onKeyDown={({ key }) => key === 'Enter' && store()}
    />
  );
}

import { useEffect, useState } from 'react';

/** A value once it has stayed the same for some milliseconds: what is asked of the core at every key would keep it busy. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** One of the things that a list offers. */
export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** A second, quieter line, e.g. a size. */
  note?: string;
}

/** A subtitle as it is read from a file: when it is on the screen (seconds), what it says, and who. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  /** Lines separated by line feeds; without tags. */
  readonly text: string;
  readonly speaker: string | null;
}

/** A text as lines, whatever ended them, without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
}

/** Cues by their start; equal starts keep the order of the file. */
export function inOrder(cues: readonly Cue[]): Cue[] {
  return [...cues].sort((one, other) => one.start - other.start);
}

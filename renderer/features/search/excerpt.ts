import type { Mark } from '../../../shared/search/marks.ts';

/** A piece of text, marked or not. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Characters before the first mark that are shown of a long text, and of all of it. */
const lead = 60;
const most = 260;

/** The part of a text around what was found, in pieces; what is left out is `…`. */
export function excerptOf(text: string, marks: readonly Mark[]): Piece[] {
  const first = marks[0]?.from ?? 0;
  const from = text.length <= most || first <= lead ? 0 : startOfWord(text, first - lead);
  const to = Math.min(text.length, from + most);
  const pieces: Piece[] = from > 0 ? [{ text: '…', isMarked: false }] : [];
  let at = from;
  for (const mark of marks) {
    if (mark.from >= to) break;
    if (mark.from > at) pieces.push({ text: text.slice(at, mark.from), isMarked: false });
    pieces.push({ text: text.slice(mark.from, mark.to), isMarked: true });
    at = mark.to;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), isMarked: false });
  if (Math.max(at, to) < text.length) pieces.push({ text: '…', isMarked: false });
  return pieces;
}

function startOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space >= 0 && space - from < lead ? space + 1 : from;
}

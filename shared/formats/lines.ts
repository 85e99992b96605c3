import { columnsOf } from '../transcript/script.ts';
import type { TimedPiece } from '../transcript/timedText.ts';
import { breakCost } from './breaks.ts';

/** A piece with what the layout asks of it again and again. */
export interface Atom extends TimedPiece {
  readonly columns: number;
  /** What a break after it costs; `breakCost`. */
  readonly breakAfter: number;
}

/** Pieces in order with their widths and break costs worked out once. */
export function atomsOf(pieces: readonly TimedPiece[]): Atom[] {
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    return { ...piece, columns: columnsOf(piece.text), breakAfter: next ? breakCost(piece, next) : 0 };
  });
}

/** Fills lines from the left, one piece at a time: says how many lines there are and how full the last is. */
export class LineFiller {
  readonly #length: number;
  lines = 0;
  columns = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** A piece that is wider than a line has one of its own. */
  add(atom: Atom): void {
    const wider = this.columns + (atom.spaceBefore ? 1 : 0) + atom.columns;
    if (this.lines > 0 && wider <= this.#length) {
      this.columns = wider;
      return;
    }
    this.lines += 1;
    this.columns = atom.columns;
  }
}

/** How unequal lines weigh against breaks in bad places: per column of difference, squared. */
const raggedness = 0.08;

/**
 * Breaks a subtitle's pieces into as few lines as they need, balanced, at the least disturbing places.
 * No line is longer than `length` columns unless it is a single piece.
 */
export function breakLines(atoms: readonly Atom[], length: number): Atom[][] {
  const filler = new LineFiller(length);
  for (const atom of atoms) filler.add(atom);
  const ideal =
    atoms.reduce((sum, atom) => sum + atom.columns + (atom.spaceBefore ? 1 : 0), 0) / filler.lines;
  return bestFrom(atoms, 0, filler.lines, { length, ideal, known: new Map() }).lines;
}

interface Search {
  readonly length: number;
  readonly ideal: number;
  readonly known: Map<string, Broken>;
}
interface Broken {
  readonly cost: number;
  readonly lines: Atom[][];
}

/** The best way to put the pieces from `first` on into exactly so many lines; infinite cost where there is none. */
function bestFrom(atoms: readonly Atom[], first: number, lines: number, search: Search): Broken {
  if (first === atoms.length) return { cost: lines === 0 ? 0 : Number.POSITIVE_INFINITY, lines: [] };
  if (lines === 0) return { cost: Number.POSITIVE_INFINITY, lines: [] };
  const key = `${first}/${lines}`;
  const known = search.known.get(key);
  if (known) return known;
  let best: Broken = { cost: Number.POSITIVE_INFINITY, lines: [] };
  let columns = 0;
  for (let end = first; end < atoms.length; end += 1) {
    const atom = atoms[end];
    if (!atom) break;
    columns += atom.columns + (atom.spaceBefore && end > first ? 1 : 0);
    if (columns > search.length && end > first) break;
    const rest = bestFrom(atoms, end + 1, lines - 1, search);
    const isLast = end + 1 === atoms.length;
    const cost = rest.cost + raggedness * (columns - search.ideal) ** 2 + (isLast ? 0 : atom.breakAfter);
    if (cost < best.cost) best = { cost, lines: [atoms.slice(first, end + 1), ...rest.lines] };
  }
  search.known.set(key, best);
  return best;
}

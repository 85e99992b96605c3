import type { ExportOptions } from '../contract/exports.ts';
import type { DocumentSegment } from '../transcript/document.ts';
import { needsSpaceBetween } from '../transcript/script.ts';
import { type TimedPiece, textOfPieces, timedPieces } from '../transcript/timedText.ts';
import { endsSentence } from './breaks.ts';
import { type Atom, atomsOf, breakLines, LineFiller } from './lines.ts';
import { type Timing, timeSubtitles } from './timing.ts';

/** A subtitle as it is shown: whole milliseconds, one speaker, lines of pieces. */
export interface Subtitle extends Timing {
  readonly speaker: string | null;
  readonly lines: readonly (readonly TimedPiece[])[];
}

export type SubtitleOptions = Pick<
  ExportOptions,
  | 'lineLength'
  | 'lines'
  | 'minimumDuration'
  | 'maximumDuration'
  | 'gap'
  | 'closePausesUnder'
  | 'charactersPerSecond'
>;

/** A subtitle's text, its lines separated by line feeds. */
export function textOfLines(subtitle: Pick<Subtitle, 'lines'>): string {
  return subtitle.lines.map(textOfPieces).join('\n');
}

/** A silence of so many seconds always ends a subtitle: nothing lingers through a pause. */
const longPause = 1.5;

/**
 * Flows the words of a transcript into subtitles. Held always: no line longer than `lineLength` columns (an ideograph is two)
 * unless it is a single word; at most `lines` lines; at most `maximumDuration`; in order, with `gap` between two.
 * Aimed at: `minimumDuration`, `charactersPerSecond`, breaks where sentences, clauses and pauses are.
 * With `withNames`, a speaker's name stands before the first words of a turn.
 */
export function layOutSubtitles(
  segments: readonly DocumentSegment[],
  options: SubtitleOptions,
  { withNames }: { withNames: boolean },
): Subtitle[] {
  const drafts = runsOf(segments, withNames).flatMap((run) =>
    divide(run.atoms, options).map((atoms) => ({ speaker: run.speaker, atoms })),
  );
  const timings = timeSubtitles(
    drafts.map(({ atoms }) => ({
      start: atoms[0]?.start ?? 0,
      end: Math.max(...atoms.map((atom) => atom.end)),
      columns: columnsIn(atoms),
    })),
    options,
  );
  return drafts.map(({ speaker, atoms }, index) => ({
    ...(timings[index] ?? { start: 0, end: 0 }),
    speaker,
    lines: breakLines(atoms, options.lineLength),
  }));
}

interface Run {
  readonly speaker: string | null;
  readonly atoms: readonly Atom[];
}

/** Stretches of one speaker without a long pause. */
function runsOf(segments: readonly DocumentSegment[], withNames: boolean): Run[] {
  const runs: { speaker: string | null; pieces: TimedPiece[] }[] = [];
  let latest = 0;
  for (const segment of [...segments].sort((one, other) => one.start - other.start)) {
    for (const [index, piece] of timedPieces(segment).entries()) {
      const start = Math.max(latest, piece.start);
      const before = runs.at(-1)?.pieces.at(-1)?.text ?? '';
      const spaceBefore = index === 0 ? needsSpaceBetween(before, piece.text) : piece.spaceBefore;
      const inTime = { ...piece, start, end: Math.max(start, piece.end), spaceBefore };
      const run = runs.at(-1);
      const isNewSpeaker = run?.speaker !== segment.speaker;
      if (!run || isNewSpeaker || start - (run.pieces.at(-1)?.end ?? start) >= longPause) {
        const name = withNames && isNewSpeaker ? namePieces(segment.speaker, start) : [];
        runs.push({ speaker: segment.speaker, pieces: [...name, { ...inTime, spaceBefore: true }] });
      } else run.pieces.push(inTime);
      latest = start;
    }
  }
  return runs.map(({ speaker, pieces }) => ({ speaker, atoms: atomsOf(pieces) }));
}

function namePieces(speaker: string | null, at: number): TimedPiece[] {
  const words = (speaker ?? '').split(/\s+/).filter((word) => word !== '');
  return words.map((word, index) => ({
    text: index === words.length - 1 ? `${word}:` : word,
    start: at,
    end: at,
    spaceBefore: true,
  }));
}

/** Cuts a run into subtitles at the places that together cost the least (shortest path over all places). */
function divide(atoms: readonly Atom[], options: SubtitleOptions): Atom[][] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let first = 0; first < atoms.length; first += 1) {
    const before = best[first]?.cost ?? Number.POSITIVE_INFINITY;
    for (const candidate of candidatesFrom(atoms, first, options)) {
      const cost = before + candidate.cost;
      if (cost < (best[candidate.end]?.cost ?? Number.POSITIVE_INFINITY))
        best[candidate.end] = { cost, from: first };
    }
  }
  const subtitles: Atom[][] = [];
  for (let end = atoms.length; end > 0; end = best[end]?.from ?? 0) {
    subtitles.push(atoms.slice(best[end]?.from ?? 0, end));
  }
  return subtitles.reverse();
}

/** What one subtitle more costs, so that there are not more than needed. */
const costOfOne = 5;
/** What a sentence that ends inside a subtitle costs, where another follows. */
const costOfMixing = 1.5;

/** The subtitles that could begin with a piece: where each ends (exclusive) and what it costs. */
function* candidatesFrom(atoms: readonly Atom[], first: number, options: SubtitleOptions) {
  const filler = new LineFiller(options.lineLength);
  const start = atoms[first]?.start ?? 0;
  let columns = 0;
  let sentences = 0;
  for (let end = first; end < atoms.length; end += 1) {
    const atom = atoms[end];
    if (!atom) return;
    filler.add(atom);
    const isTooMuch = filler.lines > options.lines || atom.end - start > options.maximumDuration;
    if (isTooMuch && end > first) return;
    columns += atom.columns + 1;
    const next = atoms[end + 1];
    const until = next ? next.start - options.gap : Math.max(atom.end, start + options.minimumDuration);
    const cost =
      costOfOne + atom.breakAfter + sentences * costOfMixing + costOfHaste(until - start, columns, options);
    yield { end: end + 1, cost };
    if (endsSentence(atom.text)) sentences += 1;
  }
}

/** A subtitle that is gone before it can be read: seconds under the minimum, and under what the reading speed needs. */
function costOfHaste(seconds: number, columns: number, options: SubtitleOptions): number {
  const short = Math.max(0, options.minimumDuration - seconds);
  const hurried = Math.max(0, columns / options.charactersPerSecond - seconds);
  return short * 15 + hurried * 3;
}

function columnsIn(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom) => sum + atom.columns + (atom.spaceBefore ? 1 : 0), 0);
}

import { joinCoverage } from '../../../shared/quality/coverage.ts';
import type { CoverageEntry } from '../../../shared/transcript/segment.ts';
import { findGaps, type TimeRange } from './gaps.ts';
import { framesPerSecond } from './levels.ts';
import type { Marks } from './tape.ts';

/**
 * What is in every moment of `start..end`: `text` where a segment is; `unresolved` where there is speech without text;
 * `music` where there is other lasting sound (music, noise, applause) without text; else `silence`. The rows tile the
 * stretch. `marks` begin at `start`; `sentences` are the engine's, whose bounds tell what was heard at all.
 */
export function makeLedger(
  marks: Marks,
  sentences: readonly TimeRange[],
  segments: readonly TimeRange[],
  start: number,
  end: number,
): CoverageEntry[] {
  const frames = Math.min(marks.levels.length, Math.ceil((end - start) * framesPerSecond));
  const text = segments.map((segment) => ({ start: segment.start, end: segment.end, kind: 'text' as const }));
  const gaps = findGaps(marks, [...sentences, ...segments], frames, start).map((gap) => ({
    start: start + gap.from / framesPerSecond,
    end: start + gap.to / framesPerSecond,
    kind: gap.isSpeech ? ('unresolved' as const) : ('music' as const),
  }));
  return joinCoverage(tile([...text, ...gaps], start, end));
}

/** The rows in order, cut where they overlap (text first), with silence in between. */
function tile(rows: readonly CoverageEntry[], start: number, end: number): CoverageEntry[] {
  const texts = rows.filter((row) => row.kind === 'text');
  const others = rows.filter((row) => row.kind !== 'text').flatMap((row) => without(row, texts));
  const tiled: CoverageEntry[] = [];
  let reached = start;
  for (const row of [...texts, ...others].sort((one, other) => one.start - other.start)) {
    const from = Math.max(reached, row.start);
    const to = Math.min(end, row.end);
    if (to <= from) continue;
    if (from > reached) tiled.push({ start: reached, end: from, kind: 'silence' });
    tiled.push({ start: from, end: to, kind: row.kind });
    reached = to;
  }
  if (end > reached) tiled.push({ start: reached, end, kind: 'silence' });
  return tiled;
}

function without(row: CoverageEntry, texts: readonly CoverageEntry[]): CoverageEntry[] {
  return texts.reduce<CoverageEntry[]>(
    (parts, text) =>
      parts.flatMap((part) =>
        text.end <= part.start || text.start >= part.end
          ? [part]
          : [
              { ...part, end: Math.max(part.start, text.start) },
              { ...part, start: Math.min(part.end, text.end) },
            ].filter((piece) => piece.end > piece.start),
      ),
    [row],
  );
}

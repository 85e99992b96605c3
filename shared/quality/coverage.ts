import type { CoverageEntry } from '../transcript/segment.ts';

/** Two moments closer than this are the same: a tenth of a sample at 16 kHz. */
const sameMoment = 0.000_006;

/** Neighbouring rows of one kind as one row; rows without length are left out. */
export function joinCoverage(rows: readonly CoverageEntry[]): CoverageEntry[] {
  const joined: CoverageEntry[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (row.end - row.start <= sameMoment) continue;
    if (last && last.kind === row.kind && Math.abs(last.end - row.start) <= sameMoment) last.end = row.end;
    else joined.push({ ...row });
  }
  return joined;
}

/** Where the ledger does not account for a stretch of `start..end`, or accounts for it twice; empty when every second is. */
export function coverageFaults(rows: readonly CoverageEntry[], start: number, end: number): string[] {
  const faults: string[] = [];
  let reached = start;
  for (const row of rows) {
    if (Math.abs(row.start - reached) > sameMoment)
      faults.push(`a row begins at ${row.start}, not at ${reached}`);
    if (row.end <= row.start) faults.push(`the row at ${row.start} has no length`);
    reached = row.end;
  }
  if (Math.abs(end - reached) > sameMoment) faults.push(`the ledger ends at ${reached}, not at ${end}`);
  return faults;
}

/** Seconds of each kind. */
export function secondsByKind(rows: readonly CoverageEntry[]): Record<CoverageEntry['kind'], number> {
  const seconds = { text: 0, silence: 0, music: 0, unresolved: 0 };
  for (const row of rows) seconds[row.kind] += row.end - row.start;
  return seconds;
}

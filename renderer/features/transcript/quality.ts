import type { QualityWarning, Transcript } from '../../../shared/contract/transcripts.ts';
import type { CoverageEntry } from '../../../shared/transcript/segment.ts';

/** The stretches of the recording that hold sound but got no text. */
export function unresolved(coverage: readonly CoverageEntry[]): CoverageEntry[] {
  return coverage.filter((entry) => entry.kind === 'unresolved');
}

/** Seconds of the recording by what is in them. */
export function secondsByKind(coverage: readonly CoverageEntry[]): Record<CoverageEntry['kind'], number> {
  const seconds = { text: 0, silence: 0, music: 0, unresolved: 0 };
  for (const { kind, start, end } of coverage) seconds[kind] += end - start;
  return seconds;
}

/** Warnings of the whole recording, and those of one kind with their places together. */
export interface WarningGroup {
  kind: QualityWarning['kind'];
  /** Seconds, in order; empty when the warning is about the whole recording. */
  places: number[];
}

export function groupedWarnings(warnings: readonly QualityWarning[]): WarningGroup[] {
  const groups = new Map<QualityWarning['kind'], number[]>();
  for (const { kind, start } of warnings) {
    const places = groups.get(kind) ?? [];
    if (start !== null) places.push(start);
    groups.set(kind, places);
  }
  return [...groups].map(([kind, places]) => ({ kind, places: places.toSorted((a, b) => a - b) }));
}

/** How many things a person should look at. */
export function concernCount(transcript: Pick<Transcript, 'warnings' | 'coverage' | 'discarded'>): number {
  const elsewhere = transcript.warnings.filter((warning) => warning.kind !== 'unresolved-speech');
  return elsewhere.length + unresolved(transcript.coverage).length;
}

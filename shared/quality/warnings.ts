import type { QualityWarning } from '../contract/transcripts.ts';
import type { CoverageEntry, DiscardedText, SpokenSegment } from '../transcript/segment.ts';

/** What is known of a finished transcript. */
export interface TranscriptEvidence {
  readonly segments: readonly SpokenSegment[];
  readonly coverage: readonly CoverageEntry[];
  readonly discarded: readonly DiscardedText[];
  readonly isTruncated: boolean;
  /** True where no voice activity model was there. */
  readonly usedEnergyDetector: boolean;
}

/** What people should know before they trust a transcript: first of the whole recording, then by time. */
export function qualityWarnings(evidence: TranscriptEvidence): QualityWarning[] {
  const { segments, coverage, discarded } = evidence;
  const unresolved = coverage
    .filter((row) => row.kind === 'unresolved')
    .map(({ start, end }) => ({ kind: 'unresolved-speech' as const, start, end }));
  const flagged = segments.flatMap(({ flags, start, end }) =>
    flags.filter((flag) => flag !== 'recovered').map((kind) => ({ kind, start, end })),
  );
  const loops = discarded
    .filter(
      (text) =>
        text.reason === 'loop' && !flagged.some((row) => row.kind === 'repaired-loop' && overlap(row, text)),
    )
    .map(({ start, end }) => ({ kind: 'repaired-loop' as const, start, end }));
  const timed = [...unresolved, ...flagged, ...loops].sort((one, other) => one.start - other.start);
  return [...wholeRecordingWarnings(evidence), ...timed];
}

function wholeRecordingWarnings(evidence: TranscriptEvidence): QualityWarning[] {
  const kinds: QualityWarning['kind'][] = [];
  if (evidence.isTruncated) kinds.push('truncated-recording');
  if (evidence.segments.length === 0) kinds.push('no-speech');
  if (evidence.segments.some((segment) => segment.confidenceIsEstimated)) kinds.push('estimated-confidence');
  if (evidence.usedEnergyDetector) kinds.push('energy-detector');
  return kinds.map((kind) => ({ kind, start: null, end: null }));
}

function overlap(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && other.start < one.end;
}

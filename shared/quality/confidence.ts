import type { CoverageEntry, SpokenSegment } from '../transcript/segment.ts';
import { secondsByKind } from './coverage.ts';

/** Below this mean a segment is flagged as unsure. */
export const lowConfidence = 0.5;

/** What a word is taken to be worth when its engine says nothing at all about it. */
const unknownConfidence = 0.7;

/** The mean, or null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * A word's confidence where the engine gives none: the probability of its segment's average token, exp(average log
 * probability), lowered by the chance that there was no speech at all. It says nothing of the single word.
 */
export function estimateConfidence(
  averageLogProbability: number | null,
  noSpeechProbability: number | null,
): number {
  const token = averageLogProbability === null ? unknownConfidence : Math.exp(averageLogProbability);
  const speech = 1 - 0.5 * (noSpeechProbability ?? 0);
  return Math.min(1, Math.max(0, token * speech));
}

/**
 * The share of the spoken words that is probably right, 0..1: the mean confidence of all words, times the share of the
 * speech that has text at all (seconds of text / seconds of text and unresolved). Null when nothing was said.
 */
export function accuracyEstimate(
  segments: readonly SpokenSegment[],
  coverage: readonly CoverageEntry[],
): number | null {
  const confidence = mean(segments.flatMap((segment) => segment.words.map((word) => word.confidence)));
  if (confidence === null) return null;
  const seconds = secondsByKind(coverage);
  const spoken = seconds.text + seconds.unresolved;
  return spoken === 0 ? confidence : confidence * (seconds.text / spoken);
}

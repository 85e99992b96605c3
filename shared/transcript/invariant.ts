import type { SpokenSegment } from './segment.ts';

/** No word is shorter than this, in seconds. */
export const shortestWord = 0.02;

/** Times are stored in double precision; differences below this are rounding. */
const rounding = 1e-9;

/**
 * What is wrong with the times of a transcript of `duration` seconds, one sentence each; empty when it holds:
 * segments in order, words in order inside their segment and the recording, none overlapping, none shorter than 20 ms.
 */
export function transcriptFaults(
  segments: readonly Pick<SpokenSegment, 'start' | 'end' | 'words'>[],
  duration: number,
): string[] {
  const faults: string[] = [];
  let reached = 0;
  let segmentReached = 0;
  for (const segment of segments) {
    if (segment.end < segment.start) faults.push(`the segment at ${segment.start} ends before it starts`);
    if (segment.start < segmentReached - rounding)
      faults.push(`the segment at ${segment.start} starts before the one before it ends (${segmentReached})`);
    segmentReached = Math.max(segmentReached, segment.end);
    for (const { text, start, end } of segment.words) {
      const word = `"${text}" at ${start}`;
      if (start < reached - rounding)
        faults.push(`${word} overlaps the word before it, which ends at ${reached}`);
      if (end - start < shortestWord - rounding) faults.push(`${word} is shorter than ${shortestWord} s`);
      if (start < segment.start - rounding || end > segment.end + rounding)
        faults.push(`${word} is outside its segment`);
      if (end > duration + rounding) faults.push(`${word} ends after the recording (${duration})`);
      reached = Math.max(reached, end);
    }
  }
  return faults;
}

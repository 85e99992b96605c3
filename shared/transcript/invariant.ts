import type { SpokenSegment } from './segment.ts';
import { textIsItsWords } from './timedText.ts';

/** No word is shorter than this, in seconds. */
export const shortestWord = 0.02;

/** Times are stored in double precision; differences below this are rounding. */
export const rounding = 1e-9;

/**
 * What is wrong with a transcript of `duration` seconds, one sentence each; empty when it holds: segments in order and
 * inside the recording, none overlapping; words in order inside their segment, none shorter than 20 ms; every text is its
 * words. A segment without words has text that nobody timed.
 */
export function transcriptFaults(
  segments: readonly Pick<SpokenSegment, 'start' | 'end' | 'text' | 'words'>[],
  duration: number,
): string[] {
  const faults: string[] = [];
  let reached = 0;
  for (const segment of segments) {
    const name = `the segment at ${segment.start}`;
    if (segment.end < segment.start) faults.push(`${name} ends before it starts`);
    if (segment.start < reached - rounding)
      faults.push(`${name} starts before the one before it ends (${reached})`);
    if (segment.end > duration + rounding) faults.push(`${name} ends after the recording (${duration})`);
    reached = Math.max(reached, segment.end);
    faults.push(...wordFaults(segment));
    if (segment.words.length > 0 && !textIsItsWords(segment))
      faults.push(`${name} has a text that is not its words`);
  }
  return faults;
}

function wordFaults(segment: Pick<SpokenSegment, 'start' | 'end' | 'words'>): string[] {
  const faults: string[] = [];
  let reached = segment.start;
  for (const { text, start, end } of segment.words) {
    const word = `"${text}" at ${start}`;
    if (start < reached - rounding) faults.push(`${word} starts before what is before it ends (${reached})`);
    if (end - start < shortestWord - rounding) faults.push(`${word} is shorter than ${shortestWord} s`);
    if (end > segment.end + rounding) faults.push(`${word} is outside its segment`);
    reached = Math.max(reached, end);
  }
  return faults;
}

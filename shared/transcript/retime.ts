import type { EditCommand } from './editCommand.ts';
import { rounding } from './invariant.ts';
import type { EditableSegment } from './segment.ts';
import { fitWords } from './wordTimes.ts';

/**
 * Every segment, or those from one on, moved and stretched: a time becomes `anchor + (time - anchor) * factor + offset`, the
 * anchor being where the first of them starts (the beginning of the recording for all). Null where that would leave the
 * recording of `duration` seconds, reach into the segment before, or leave a word no room.
 */
export function retimedSegments(
  segments: readonly EditableSegment[],
  { from, offset, factor }: Extract<EditCommand, { type: 'retime' }>,
  duration: number,
): EditableSegment[] | null {
  const place = from === null ? 0 : segments.findIndex(({ id }) => id === from);
  const first = segments[place];
  if (!first) return null;
  const anchor = from === null ? 0 : first.start;
  const at = (time: number) => anchor + (time - anchor) * factor + offset;
  const earliest = segments[place - 1]?.end ?? 0;
  if (at(first.start) < earliest - rounding) return null;
  const retimed: EditableSegment[] = [];
  for (const segment of segments.slice(place)) {
    const [start, end] = [Math.max(earliest, at(segment.start)), at(segment.end)];
    if (end > duration + rounding) return null;
    const moved = segment.words.map((word) => ({ ...word, start: at(word.start), end: at(word.end) }));
    const words = fitWords(moved, { start, end });
    if (!words) return null;
    retimed.push({ ...segment, start, end, words });
  }
  return retimed;
}

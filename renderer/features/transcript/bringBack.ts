import type { Segment } from '../../../shared/contract/transcripts.ts';
import type { AskedCommand } from '../../../shared/transcript/editCommand.ts';

/** Where a segment was: seconds, and who spoke. */
export type FormerPlace = Pick<Segment, 'start' | 'end' | 'speaker'>;

/** Seconds that a text takes of which nobody knows how long it was. */
const usualLength = 3;

/**
 * Ways to bring back the text of a segment that is gone, the best first: as a paragraph where it was; where that time is taken,
 * as by the paragraph that it was joined to, at the end of that one. Where it was unknown, it goes behind everything.
 */
export function waysToBringBack(
  segments: readonly Segment[],
  text: string,
  place: FormerPlace | null,
  newId: string,
): AskedCommand[] {
  const before = place ? segments.findLast(({ start }) => start <= place.start) : segments.at(-1);
  const start = place?.start ?? before?.end ?? 0;
  const end = place?.end ?? start + usualLength;
  const speaker = place ? place.speaker : (before?.speaker ?? null);
  const host = before ?? segments[0];
  return [
    { type: 'insert', newId, after: before?.id ?? null, start, end, text, speaker },
    ...(host ? [{ type: 'editText' as const, id: host.id, text: `${host.text} ${text}` }] : []),
  ];
}

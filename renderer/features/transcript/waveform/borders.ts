import type { Segment } from '../../../../shared/contract/transcripts.ts';
import type { AskedCommand } from '../../../../shared/transcript/editCommand.ts';
import { shortestWord } from '../../../../shared/transcript/invariant.ts';
import type { Stretch } from '../../../../shared/transcript/wordTimes.ts';
import { lastBegun } from '../words.ts';

/** Where a segment begins or ends. */
export interface Border {
  /** The number of the segment. */
  readonly segment: number;
  readonly side: 'start' | 'end';
}

type Segments = readonly Pick<Segment, 'id' | 'start' | 'end' | 'words'>[];

/** Segments that are so near each other share their border. Seconds. */
const touching = 0.02;

/** The border nearest to a second, if it is not farther than `reach` seconds away. */
export function borderNear(segments: Segments, second: number, reach: number): Border | null {
  const last = lastBegun(segments, second);
  const near = [last, last + 1].flatMap((segment) => {
    const own = segments[segment];
    if (!own) return [];
    const sides = [
      { segment, side: 'end', away: Math.abs(own.end - second) },
      { segment, side: 'start', away: Math.abs(own.start - second) },
    ] as const;
    // What is narrower than two grips is for clicking, not for dragging.
    return own.end - own.start < 2 * reach ? [] : sides;
  });
  const best = near.reduce(
    (one, other) => (other.away < one.away ? other : one),
    near[0] ?? { away: reach + 1 },
  );
  return 'segment' in best && best.away <= reach ? { segment: best.segment, side: best.side } : null;
}

/** How far a border can go: to the neighbour, and no farther than the words of its segment have room. */
export function limitsOf(segments: Segments, { segment, side }: Border, duration: number): Stretch {
  const own = segments[segment];
  if (!own) return { start: 0, end: 0 };
  const room = own.words.length * shortestWord;
  if (side === 'start') {
    const before = segments[segment - 1];
    const start = before ? (isShared(before, own) ? before.start + roomOf(before) : before.end) : 0;
    return { start, end: own.end - room };
  }
  const after = segments[segment + 1];
  const end = after ? (isShared(own, after) ? after.end - roomOf(after) : after.start) : duration;
  return { start: own.start + room, end };
}

/** What moving a border to a second comes to; segments that touch go on touching. */
export function borderCommand(
  segments: Segments,
  { segment, side }: Border,
  at: number,
): AskedCommand | null {
  const [before, own, after] = [segments[segment - 1], segments[segment], segments[segment + 1]];
  if (!own) return null;
  if (side === 'start') {
    if (before && isShared(before, own)) return { type: 'moveBoundary', id: before.id, next: own.id, at };
    return { type: 'setTimes', id: own.id, start: at, end: own.end };
  }
  if (after && isShared(own, after)) return { type: 'moveBoundary', id: own.id, next: after.id, at };
  return { type: 'setTimes', id: own.id, start: own.start, end: at };
}

function isShared(left: Pick<Segment, 'end'>, right: Pick<Segment, 'start'>): boolean {
  return right.start - left.end < touching;
}

function roomOf({ words }: Pick<Segment, 'words'>): number {
  return words.length * shortestWord;
}

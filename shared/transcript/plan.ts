import type { EditCommand } from './editCommand.ts';
import type { EditableSegment } from './segment.ts';

export interface SpeakerGroup {
  readonly speaker: string | null;
  readonly ids: string[];
}

/** What an edit changes, and the command that takes it back exactly. */
export interface Plan {
  /** New and changed segments, whole. */
  readonly put: EditableSegment[];
  /** The ids of those that go. */
  readonly removed: string[];
  /** Segments of which only the speaker changes. */
  readonly speakers: SpeakerGroup[];
  readonly inverse: EditCommand;
}

/** A transcript with a plan carried out; segments that it does not touch stay the very same. */
export function withPlan<Segment extends EditableSegment>(
  segments: readonly Segment[],
  plan: Pick<Plan, 'put' | 'removed' | 'speakers'>,
  make: (segment: EditableSegment, former: Segment | undefined) => Segment,
): Segment[] {
  const put = new Map(plan.put.map((segment) => [segment.id, segment]));
  const speakers = new Map(
    plan.speakers.flatMap(({ speaker, ids }) => ids.map((id) => [id, speaker] as const)),
  );
  const removed = new Set(plan.removed);
  let hasMoved = false;
  const next: Segment[] = [];
  for (const segment of segments) {
    if (removed.has(segment.id)) continue;
    const given = put.get(segment.id);
    const speaker = speakers.get(segment.id);
    put.delete(segment.id);
    if (given && given.position !== segment.position) hasMoved = true;
    if (given) next.push(make(given, segment));
    else next.push(speaker === undefined ? segment : { ...segment, speaker });
  }
  for (const segment of put.values()) next.push(make(segment, undefined));
  if (hasMoved || put.size > 0) next.sort((one, other) => one.position - other.position);
  return next;
}

import type { Changes, Segment } from '../../../shared/contract/transcripts.ts';
import { transcriptFaults } from '../../../shared/transcript/invariant.ts';
import { type Plan, withPlan } from '../../../shared/transcript/plan.ts';

/** What is held with what the core tells of: a segment that is held in a newer state stays. */
export function withChanges(
  held: readonly Segment[],
  changes: Pick<Changes, 'put' | 'removed' | 'speakers' | 'sequence'>,
): readonly Segment[] {
  const { removed, speakers, sequence } = changes;
  const told = new Set(changes.put.map(({ id }) => id));
  const revisions = new Map(held.filter(({ id }) => told.has(id)).map(({ id, revision }) => [id, revision]));
  const put = changes.put.filter(({ id, revision }) => revision > (revisions.get(id) ?? -1));
  const given = new Map(put.map((segment) => [segment.id, segment]));
  if (put.length === 0 && removed.length === 0 && speakers.length === 0) return held;
  const concerned = new Set(speakers.flatMap(({ ids }) => ids));
  const next = withPlan(
    held,
    { put, removed, speakers },
    (segment) => given.get(segment.id) ?? { ...segment, revision: 0 },
  );
  return concerned.size === 0
    ? next
    : next.map((segment) => (concerned.has(segment.id) ? { ...segment, revision: sequence } : segment));
}

/** The text of a segment; null where it is gone. */
export function textOf(segments: readonly Segment[], id: string): string | null {
  return segments.find((segment) => segment.id === id)?.text ?? null;
}

/** Throws where an edit leaves a sound transcript unsound: that is a mistake of ours. */
export function expectSound(former: readonly Segment[], next: readonly Segment[], duration: number): void {
  const faults = transcriptFaults(next, duration);
  if (faults.length > 0 && transcriptFaults(former, duration).length === 0)
    throw new Error(faults.join('; '));
}

/** The segments that an edit changed. */
export function idsOf({
  put,
  speakers,
}: Pick<Changes, 'put' | 'speakers'> | Pick<Plan, 'put' | 'speakers'>): string[] {
  return [...put.map(({ id }) => id), ...speakers.flatMap(({ ids }) => ids)];
}

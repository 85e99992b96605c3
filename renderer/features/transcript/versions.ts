import type { LogEntry, Segment } from '../../../shared/contract/transcripts.ts';
import { compareTexts, type Difference } from '../../../shared/transcript/compareTexts.ts';
import type { EditableSegment } from '../../../shared/transcript/segment.ts';

/** A state that can be looked at: what a sitting of edits left behind. */
export interface Version {
  /** The newest entry of the log that it holds; 0 is as the engine wrote it. */
  sequence: number;
  /** ISO 8601; null as the engine wrote it. */
  at: string | null;
  /** How many edits it adds to the one before. */
  edits: number;
}

/** Milliseconds without an edit after which a new version begins. */
const sitting = 5 * 60_000;

/** The versions in a log (newest first), newest first; the last is as the engine wrote it. */
export function versionsOf(log: readonly LogEntry[]): Version[] {
  const versions: Version[] = [];
  let begun = Number.POSITIVE_INFINITY;
  // Times that were found in the sound belong to the edit before them.
  let newest: number | null = null;
  for (const { sequence, at, kind } of log) {
    newest ??= sequence;
    if (kind === 'align') continue;
    const moment = Date.parse(at);
    const last = versions.at(-1);
    if (last && begun - moment < sitting) last.edits++;
    else versions.push({ sequence: newest, at, edits: 1 });
    newest = null;
    begun = moment;
  }
  return [...versions, { sequence: 0, at: null, edits: 0 }];
}

/** A paragraph that differs between two states. */
export interface Changed {
  id: string;
  /** Seconds. */
  start: number;
  differences: Difference[];
  /** Set where somebody else speaks. */
  speakers: { former: string | null; next: string | null } | null;
  /** Set where it is said at another time. */
  times: { former: Span; next: Span } | null;
}

type Span = Pick<EditableSegment, 'start' | 'end'>;

/** The paragraphs that differ, in order. Those that were split, joined, added or removed stand as what they were and are. */
export function changedBetween(former: readonly EditableSegment[], next: readonly Segment[]): Changed[] {
  const before = new Map(former.map((segment) => [segment.id, segment]));
  const after = new Map(next.map((segment) => [segment.id, segment]));
  const gone = former.filter(({ id }) => !after.has(id));
  const changed = [...next, ...gone].flatMap(({ id, start }): Changed[] => {
    const [old, now] = [before.get(id), after.get(id)];
    const hasSpeaker = old && now && old.speaker !== now.speaker;
    const isMoved = old && now && (old.start !== now.start || old.end !== now.end);
    if (old?.text === now?.text && !hasSpeaker && !isMoved) return [];
    const speakers = hasSpeaker ? { former: old.speaker, next: now.speaker } : null;
    const times = isMoved ? { former: old, next: now } : null;
    return [{ id, start, differences: compareTexts(old?.text ?? '', now?.text ?? ''), speakers, times }];
  });
  return changed.sort((one, other) => one.start - other.start);
}

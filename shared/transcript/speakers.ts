import { wholePercents } from '../wholePercents.ts';
import type { SpeakerCommand } from './editCommand.ts';
import type { Plan, SpeakerGroup } from './plan.ts';
import type { EditableSegment } from './segment.ts';

type Spoken = Pick<EditableSegment, 'id' | 'speaker'>;

/** Who speaks in a transcript, in the order of their first words. */
export function speakersOf(segments: readonly Pick<EditableSegment, 'speaker'>[]): string[] {
  const speakers = new Set<string>();
  for (const { speaker } of segments) if (speaker !== null) speakers.add(speaker);
  return [...speakers];
}

/** How much somebody speaks. */
export interface SpeakerShare {
  readonly name: string;
  /** Seconds. */
  readonly spoken: number;
  /** Of what all named speakers say, in whole percent that add up to 100. */
  readonly percent: number;
  /** The second at which each of their segments begins, in order. */
  readonly starts: readonly number[];
}

/** How much each speaker speaks, in the order of their first words. */
export function sharesOf(
  segments: readonly Pick<EditableSegment, 'speaker' | 'start' | 'end'>[],
): SpeakerShare[] {
  const bySpeaker = Map.groupBy(segments, ({ speaker }) => speaker);
  const spoken = (own: typeof segments) => own.reduce((sum, { start, end }) => sum + end - start, 0);
  const named = [...bySpeaker].flatMap(([name, own]) =>
    name === null ? [] : [{ name, spoken: spoken(own), starts: own.map(({ start }) => start) }],
  );
  const percents = wholePercents(named.map((each) => each.spoken));
  return named.map((each, place) => ({ ...each, percent: percents[place] ?? 0 }));
}

/** What a command does to the speakers of segments in order; null when it changes nothing. */
export function planSpeakers(segments: readonly Spoken[], command: SpeakerCommand): Plan | null {
  const groups = groupsOf(segments, command);
  const given = new Map(groups.flatMap(({ speaker, ids }) => ids.map((id) => [id, speaker] as const)));
  const changed = segments.filter(({ id, speaker }) => given.has(id) && given.get(id) !== speaker);
  if (changed.length === 0) return null;
  const changedIds = new Set(changed.map(({ id }) => id));
  const speakers = groups
    .map(({ speaker, ids }) => ({ speaker, ids: ids.filter((id) => changedIds.has(id)) }))
    .filter(({ ids }) => ids.length > 0);
  return { put: [], removed: [], speakers, inverse: { type: 'setSpeakers', groups: grouped(changed) } };
}

function groupsOf(segments: readonly Spoken[], command: SpeakerCommand): SpeakerGroup[] {
  switch (command.type) {
    case 'setSpeakers':
      return command.groups;
    case 'renameSpeaker': {
      const own = segments.filter(({ speaker }) => speaker === command.from);
      return [{ speaker: command.to, ids: own.map(({ id }) => id) }];
    }
    case 'setSpeaker':
      return [{ speaker: command.speaker, ids: concerned(segments, command) }];
  }
}

function concerned(
  segments: readonly Spoken[],
  { id, scope }: Extract<SpeakerCommand, { type: 'setSpeaker' }>,
): string[] {
  const place = segments.findIndex((segment) => segment.id === id);
  const own = segments[place];
  if (!own) return [];
  if (scope === 'one') return [id];
  const from = scope === 'onward' ? segments.slice(place) : segments;
  return from.filter(({ speaker }) => speaker === own.speaker).map((segment) => segment.id);
}

function grouped(segments: readonly Spoken[]): SpeakerGroup[] {
  const groups = new Map<string | null, string[]>();
  for (const { id, speaker } of segments) groups.set(speaker, [...(groups.get(speaker) ?? []), id]);
  return [...groups].map(([speaker, ids]) => ({ speaker, ids }));
}

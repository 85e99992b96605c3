import { type EditCommand, isSpeakerCommand } from './editCommand.ts';
import type { Plan } from './plan.ts';
import { joinSegments, splitSegment } from './regroup.ts';
import { tidyText, withText, withWords } from './retext.ts';
import { retimedSegments } from './retime.ts';
import type { EditableSegment } from './segment.ts';
import { planSpeakers } from './speakers.ts';
import { fitWords, type Stretch, wordsOf } from './wordTimes.ts';

type Changes = Pick<Plan, 'put' | 'removed'>;
type Segments = readonly EditableSegment[];
type Command<Type extends EditCommand['type']> = Extract<EditCommand, { type: Type }>;

/**
 * What a command does to a transcript of `duration` seconds. `segments` are in order; those that the command names and
 * their neighbours are enough, all of them for a change of speakers or for `retime`. Null when it changes nothing or is not possible.
 */
export function planEdit(segments: Segments, command: EditCommand, duration: number): Plan | null {
  if (isSpeakerCommand(command)) return planSpeakers(segments, command);
  const changes = changesOf(segments, command, duration);
  if (!changes) return null;
  const concerned = new Set([...changes.put.map(({ id }) => id), ...changes.removed]);
  const former = new Map(
    segments.filter(({ id }) => concerned.has(id)).map((segment) => [segment.id, segment]),
  );
  const put = changes.put.filter((segment) => !isSame(segment, former.get(segment.id)));
  const removed = changes.removed.filter((id) => former.has(id));
  if (put.length === 0 && removed.length === 0) return null;
  const back = [...put.map(({ id }) => id), ...removed].flatMap((id) => former.get(id) ?? []);
  const added = put.filter(({ id }) => !former.has(id)).map(({ id }) => id);
  return { put, removed, speakers: [], inverse: { type: 'restore', put: back.map(bare), remove: added } };
}

function changesOf(
  segments: Segments,
  command: Exclude<EditCommand, { type: 'setSpeaker' | 'renameSpeaker' | 'setSpeakers' }>,
  duration: number,
): Changes | null {
  const at = (id: string) => segments.findIndex((segment) => segment.id === id);
  switch (command.type) {
    case 'editText':
      return put(segments[at(command.id)], (segment) => retexted(segment, command.text));
    case 'replaceAll': {
      const texts = new Map(command.texts.map(({ id, text }) => [id, text]));
      return { put: segments.map((each) => retexted(each, texts.get(each.id) ?? each.text)), removed: [] };
    }
    case 'markRight':
      return put(segments[at(command.id)], (segment) => markedRight(segment, command.word));
    case 'delete':
      return { put: [], removed: [command.id] };
    case 'restore':
      return { put: command.put, removed: command.remove };
    case 'split':
      return split(segments, at(command.id), command);
    case 'merge':
      return merge(segments, at(command.id), command.into);
    case 'setTimes':
      return put(segments[at(command.id)], (segment) =>
        retimed(segment, room(segments, at(command.id), command, duration)),
      );
    case 'moveBoundary':
      return moveBoundary(segments, at(command.id), command);
    case 'retime': {
      const retimed = retimedSegments(segments, command, duration);
      return retimed && { put: retimed, removed: [] };
    }
    case 'insert':
      return insert(segments, command, duration);
  }
}

function put(
  segment: EditableSegment | undefined,
  change: (segment: EditableSegment) => EditableSegment | null,
): Changes | null {
  const changed = segment && change(segment);
  return changed ? { put: [changed], removed: [] } : null;
}

function retexted(segment: EditableSegment, text: string): EditableSegment {
  return tidyText(text) === segment.text ? segment : withText(segment, text);
}

function markedRight(segment: EditableSegment, word: number): EditableSegment {
  const words = segment.words.map((each, index) => (index === word ? { ...each, confidence: 1 } : each));
  return withWords(segment, segment.text, words);
}

function split(segments: Segments, place: number, { at, newId }: Command<'split'>): Changes | null {
  const segment = segments[place];
  if (!segment || segments.some(({ id }) => id === newId)) return null;
  const halves = splitSegment(segment, at);
  if (!halves) return null;
  const position = between(segment.position, segments[place + 1]?.position);
  return { put: [halves[0], { ...halves[1], id: newId, position }], removed: [] };
}

function merge(segments: Segments, place: number, into: string): Changes | null {
  const [before, segment] = [segments[place - 1], segments[place]];
  if (!before || !segment || before.id !== into) return null;
  return { put: [joinSegments(before, segment)], removed: [segment.id] };
}

/** A wished stretch, cut where the neighbours and the recording end. */
function room(segments: Segments, place: number, wished: Stretch, duration: number): Stretch {
  const before = segments[place - 1]?.end ?? 0;
  const after = segments[place + 1]?.start ?? duration;
  return { start: Math.max(before, wished.start), end: Math.min(after, wished.end) };
}

function retimed(segment: EditableSegment, { start, end }: Stretch): EditableSegment | null {
  if (end < start) return null;
  const words = fitWords(wordsOf(segment), { start, end });
  return words && { ...segment, start, end, words };
}

function moveBoundary(
  segments: Segments,
  place: number,
  { next, at }: Command<'moveBoundary'>,
): Changes | null {
  const [left, right] = [segments[place], segments[place + 1]];
  if (!left || right?.id !== next) return null;
  const ended = retimed(left, { start: left.start, end: at });
  const begun = retimed(right, { start: at, end: right.end });
  return ended && begun && { put: [ended, begun], removed: [] };
}

function insert(segments: Segments, command: Command<'insert'>, duration: number): Changes | null {
  const { newId, after, speaker } = command;
  const place = after === null ? 0 : segments.findIndex(({ id }) => id === after) + 1;
  if ((after !== null && place === 0) || segments.some(({ id }) => id === newId)) return null;
  const [before, next] = [segments[place - 1], segments[place]];
  const start = Math.max(before?.end ?? 0, command.start);
  const end = Math.min(next?.start ?? duration, command.end);
  if (end <= start) return null;
  const empty: EditableSegment = {
    id: newId,
    position: before ? between(before.position, next?.position) : (next?.position ?? 1) - 1,
    start,
    end,
    text: '',
    words: [],
    speaker,
    confidence: 1,
    confidenceIsEstimated: false,
    language: (before ?? next)?.language ?? null,
    flags: [],
  };
  return { put: [withText(empty, command.text)], removed: [] };
}

/**
 * A place between two. Nearer to the first, because people split forwards: a paragraph can be split a hundred times
 * before the numbers are too fine.
 */
function between(first: number, next: number | undefined): number {
  return next === undefined ? first + 1 : first + (next - first) / 4;
}

/** A segment without what its holder adds to it. */
function bare(segment: EditableSegment): EditableSegment {
  const {
    id,
    position,
    start,
    end,
    speaker,
    text,
    words,
    confidence,
    confidenceIsEstimated,
    language,
    flags,
  } = segment;
  return {
    id,
    position,
    start,
    end,
    speaker,
    text,
    words,
    confidence,
    confidenceIsEstimated,
    language,
    flags,
  };
}

function isSame(one: EditableSegment, other: EditableSegment | undefined): boolean {
  if (one === other) return true;
  if (!other || JSON.stringify(bare(one)) !== JSON.stringify(bare(other))) return false;
  return true;
}

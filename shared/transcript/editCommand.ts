import { z } from 'zod';
import { editableSegmentSchema } from './segment.ts';

const idSchema = z.uuid();
const secondsSchema = z.number().nonnegative();
const speakerSchema = z.string().trim().min(1).max(100).nullable();
const textSchema = z.string().max(100_000);

/** Whom a change of speaker concerns: this segment, those of the same speaker from here on, or all of the same speaker. */
export const speakerScopeSchema = z.enum(['one', 'onward', 'all']);
export type SpeakerScope = z.infer<typeof speakerScopeSchema>;

/**
 * Everything that can be done to a transcript, as it is sent and stored. New segments are named by whoever asks, so that
 * the page and the database make the same; all but `retime` do nothing when they were done already.
 */
const askedCommands = [
  z.object({ type: z.literal('editText'), id: idSchema, text: textSchema }),
  /** Several texts at once, as one step: what "replace all" comes to. */
  z.object({
    type: z.literal('replaceAll'),
    texts: z.array(z.object({ id: idSchema, text: textSchema })).min(1),
  }),
  /** `at` counts UTF-16 units of the text. */
  z.object({ type: z.literal('split'), id: idSchema, at: z.number().int().nonnegative(), newId: idSchema }),
  /** Joins a segment to the one before it, which keeps its name and its speaker. */
  z.object({ type: z.literal('merge'), id: idSchema, into: idSchema }),
  z.object({ type: z.literal('setTimes'), id: idSchema, start: secondsSchema, end: secondsSchema }),
  /** Moves the end of a segment and the start of the next to one second. */
  z.object({ type: z.literal('moveBoundary'), id: idSchema, next: idSchema, at: secondsSchema }),
  /** Moves and stretches everything, or what comes from a segment on; see `retimedSegments`. */
  z.object({
    type: z.literal('retime'),
    from: idSchema.nullable(),
    offset: z.number().min(-360_000).max(360_000),
    factor: z.number().min(0.1).max(10),
  }),
  z.object({
    type: z.literal('setSpeaker'),
    id: idSchema,
    speaker: speakerSchema,
    scope: speakerScopeSchema.default('one'),
  }),
  z.object({ type: z.literal('renameSpeaker'), from: z.string(), to: speakerSchema }),
  /** `after` is null at the beginning. */
  z.object({
    type: z.literal('insert'),
    newId: idSchema,
    after: idSchema.nullable(),
    start: secondsSchema,
    end: secondsSchema,
    text: textSchema,
    speaker: speakerSchema,
  }),
  z.object({ type: z.literal('delete'), id: idSchema }),
  /** `word` is its number in the segment. */
  z.object({ type: z.literal('markRight'), id: idSchema, word: z.number().int().nonnegative() }),
] as const;

/** What people and programs can ask for. */
export const askedCommandSchema = z.discriminatedUnion('type', askedCommands);
export type AskedCommand = z.infer<typeof askedCommandSchema>;

/** Everything that is stored: what was asked for, and what takes it back. */
export const editCommandSchema = z.discriminatedUnion('type', [
  ...askedCommands,
  /** Segments as they were: the inverse of whatever changes or removes segments. */
  z.object({
    type: z.literal('restore'),
    put: z.array(editableSegmentSchema),
    remove: z.array(idSchema),
  }),
  /** Speakers as they were: the inverse of whatever changes nothing else. */
  z.object({
    type: z.literal('setSpeakers'),
    groups: z.array(z.object({ speaker: z.string().nullable(), ids: z.array(idSchema) })),
  }),
]);
export type EditCommand = z.infer<typeof editCommandSchema>;

/** Commands that concern speakers and nothing else: they need every segment's speaker and no segment's text. */
export type SpeakerCommand = Extract<EditCommand, { type: 'setSpeaker' | 'renameSpeaker' | 'setSpeakers' }>;

export function isSpeakerCommand(command: EditCommand): command is SpeakerCommand {
  return ['setSpeaker', 'renameSpeaker', 'setSpeakers'].includes(command.type);
}

/** The segments whose text or times a command builds on: they have to be as the person saw them. */
export function touchedBy(command: EditCommand): string[] {
  switch (command.type) {
    case 'replaceAll':
      return command.texts.map(({ id }) => id);
    case 'merge':
      return [command.into, command.id];
    case 'moveBoundary':
      return [command.id, command.next];
    case 'insert':
      return command.after === null ? [] : [command.after];
    case 'restore':
      return [...command.put.map(({ id }) => id), ...command.remove];
    case 'retime':
    case 'setSpeaker':
    case 'renameSpeaker':
    case 'setSpeakers':
      return [];
    default:
      return [command.id];
  }
}

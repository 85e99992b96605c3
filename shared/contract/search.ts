import { z } from 'zod';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';
import { recordingSchema } from './library.ts';

/** A stretch of text that was searched for: `from` to before `to`, in UTF-16 units. */
export const markSchema = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
});

/** What is left out of a search. Dates are those on which recordings were added. */
export const searchFilterSchema = z.object({
  speaker: z.string().optional(),
  language: z.string().min(2).max(8).optional(),
  since: momentSchema.optional(),
  until: momentSchema.optional(),
  source: recordingSchema.shape.source.optional(),
});
export type SearchFilter = z.infer<typeof searchFilterSchema>;

/** A place where it is said. */
export const searchHitSchema = z.object({
  segmentId: idSchema,
  /** The second at which the first word that was searched for is spoken. */
  at: secondsSchema,
  speaker: z.string().nullable(),
  text: z.string(),
  marks: z.array(markSchema),
  /** What is said before and after; empty at the ends of the recording. */
  before: z.string(),
  after: z.string(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** A recording in which it is said, with its first hits. */
export const searchGroupSchema = z.object({
  recording: recordingSchema,
  hits: z.array(searchHitSchema),
  /** How many segments of the recording hold it. */
  count: z.number().int().positive(),
});
export type SearchGroup = z.infer<typeof searchGroupSchema>;

/** A recording that is called so, or in which somebody speaks who is. */
export const namedRecordingSchema = z.object({
  recording: recordingSchema,
  by: z.enum(['title', 'channel', 'speaker']),
  /** The name that holds it. */
  name: z.string(),
  marks: z.array(markSchema),
});
export type NamedRecording = z.infer<typeof namedRecordingSchema>;

export const searchContract = {
  /**
   * Finds what is typed in names and in everything that is said: words, `"words in a row"`, `begin*`; the last word may go
   * on. Ranked; where very much is found, among the newest.
   */
  find: procedure
    .input(
      z.object({
        query: z.string().max(500),
        filter: searchFilterSchema.default({}),
        /** Only in this recording. */
        recordingId: idSchema.optional(),
        /** Recordings to leave out from the start, as `next` said. */
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(100).default(10),
        hitsEach: z.number().int().min(1).max(200).default(3),
      }),
    )
    .output(
      z.object({
        /** What was searched for instead, where nothing is written as it was typed; else null. */
        shownFor: z.string().nullable(),
        named: z.array(namedRecordingSchema),
        groups: z.array(searchGroupSchema),
        /** The offset of what follows; null at the end. */
        next: z.number().int().positive().nullable(),
      }),
    ),
  /** What there is to choose from: the languages and speakers of the library, the most frequent first. */
  choices: procedure.output(z.object({ languages: z.array(z.string()), speakers: z.array(z.string()) })),
};

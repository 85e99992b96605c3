import { z } from 'zod';
import { askedCommandSchema, editCommandSchema } from '../transcript/editCommand.ts';
import { coverageEntrySchema, discardedTextSchema, editableSegmentSchema } from '../transcript/segment.ts';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';
import { engineNameSchema } from './options.ts';

/** A segment as it is stored and edited: one row. */
export const segmentSchema = editableSegmentSchema.extend({
  /** The number of the edit that wrote it last; 0 as the engine wrote it. */
  revision: z.number().int().nonnegative(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** What people should know of a transcript's quality; stored as `quality_warnings_v2`. */
export const qualityWarningSchema = z.object({
  kind: z.enum([
    'unresolved-speech',
    'repaired-loop',
    'low-confidence',
    'outro-phrase',
    'truncated-recording',
    'no-speech',
    'estimated-confidence',
    'energy-detector',
  ]),
  /** Seconds; null for the whole recording. */
  start: secondsSchema.nullable(),
  end: secondsSchema.nullable(),
});
export type QualityWarning = z.infer<typeof qualityWarningSchema>;

export const transcriptSchema = z.object({
  id: idSchema,
  recordingId: idSchema,
  version: z.string(),
  engine: engineNameSchema.nullable(),
  model: z.string().nullable(),
  /** The file that it was imported from; null where an engine wrote it. */
  importedFrom: z.string().nullable(),
  language: z.string().nullable(),
  isTranslation: z.boolean(),
  /** The newest entry in its log of edits. */
  sequence: z.number().int().nonnegative(),
  /** False while it grows. */
  isComplete: z.boolean(),
  /** Seconds of the recording that are transcribed. */
  transcribedUntil: secondsSchema,
  segmentCount: z.number().int().nonnegative(),
  wordCount: z.number().int().nonnegative(),
  /** Estimated share of right words, 0..1; null before the end. */
  accuracyEstimate: z.number().min(0).max(1).nullable(),
  warnings: z.array(qualityWarningSchema),
  coverage: z.array(coverageEntrySchema),
  discarded: z.array(discardedTextSchema),
  processingSeconds: secondsSchema.nullable(),
  createdAt: momentSchema,
});
export type Transcript = z.infer<typeof transcriptSchema>;

const sequenceSchema = z.number().int().nonnegative();

/** What an edit came to, or what was edited since: everything that a holder of the transcript has to change. */
export const changesSchema = z.object({
  /** The newest entry in the log of edits. */
  sequence: sequenceSchema,
  put: z.array(segmentSchema),
  removed: z.array(idSchema),
  /** Segments of which only the speaker changed; their revision is `sequence`. */
  speakers: z.array(z.object({ speaker: z.string().nullable(), ids: z.array(idSchema) })),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type Changes = z.infer<typeof changesSchema>;

/** An entry in the log of edits. */
export const logEntrySchema = z.object({
  sequence: z.number().int().positive(),
  /** `align` is what Trax found in the sound after an edit: times, never text. */
  kind: z.enum(['edit', 'undo', 'redo', 'align']),
  action: z.enum(editCommandSchema.options.map((option) => option.shape.type.value)),
  /** Taken back since. */
  isUndone: z.boolean(),
  at: momentSchema,
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/**
 * Of which transcript something is asked. Whoever asks again because no answer came gives the same `request`: it is done once,
 * and what it came to is told again.
 */
const asking = { transcriptId: idSchema, request: idSchema.optional() };

export const transcriptsContract = {
  get: procedure.input(z.object({ id: idSchema })).output(transcriptSchema),
  /** The segments after a position, in order. */
  segments: procedure
    .input(
      z.object({
        transcriptId: idSchema,
        after: z.number().nullable().default(null),
        limit: z.number().int().min(1).max(5000).default(1000),
      }),
    )
    .output(z.object({ segments: z.array(segmentSchema), hasMore: z.boolean(), sequence: sequenceSchema })),
  /**
   * Carries a command out and stores it with its inverse. `seen` has the revisions of the segments that it builds on, as the
   * caller has them: EDIT_CONFLICT when one was changed or is gone since. A command that changes nothing is not stored.
   */
  edit: procedure
    .input(
      z.object({
        ...asking,
        command: askedCommandSchema,
        seen: z.record(idSchema, sequenceSchema).default({}),
      }),
    )
    .output(changesSchema),
  /** Takes the last edit back, whoever made it. */
  undo: procedure.input(z.object(asking)).output(changesSchema),
  /** Does again what was taken back last, unless something else was edited since. */
  redo: procedure.input(z.object(asking)).output(changesSchema),
  /** Everything that was edited after an entry of the log. */
  changes: procedure.input(z.object({ transcriptId: idSchema, since: sequenceSchema })).output(changesSchema),
  /** The log of edits, newest first. */
  log: procedure
    .input(z.object({ transcriptId: idSchema, limit: z.number().int().min(1).max(5000).default(1000) }))
    .output(z.array(logEntrySchema)),
  /** The transcript as it was after an entry of the log; 0 is as the engine wrote it. */
  version: procedure
    .input(z.object({ transcriptId: idSchema, sequence: sequenceSchema }))
    .output(z.array(editableSegmentSchema)),
  /** Makes the transcript what it was after an entry of the log, as one more edit. */
  restore: procedure.input(z.object({ ...asking, sequence: sequenceSchema })).output(changesSchema),
};

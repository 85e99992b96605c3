import { z } from 'zod';
import { coverageEntrySchema, discardedTextSchema, spokenSegmentSchema } from '../transcript/segment.ts';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';
import { engineNameSchema } from './options.ts';

/** A segment as it is stored and edited: one row. */
export const segmentSchema = spokenSegmentSchema.extend({
  id: idSchema,
  /** Its place among the transcript's segments; rises, may have gaps. */
  position: z.number(),
  speaker: z.string().nullable(),
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
  language: z.string().nullable(),
  isTranslation: z.boolean(),
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
    .output(z.object({ segments: z.array(segmentSchema), hasMore: z.boolean() })),
};

import { z } from 'zod';
import { engineNameSchema } from '../contract/options.ts';
import { qualityWarningSchema } from '../contract/transcripts.ts';
import { coverageEntrySchema, spokenSegmentSchema } from './segment.ts';

/** A segment as documents hold it: what was said, and by whom where that is known. */
export const documentSegmentSchema = spokenSegmentSchema.extend({ speaker: z.string().nullable() });
export type DocumentSegment = z.infer<typeof documentSegmentSchema>;

/** A whole transcript without its place in a database: what every export format prints. */
export const transcriptDocumentSchema = z.object({
  title: z.string(),
  /** Seconds; null where the recording's length is not known. */
  duration: z.number().nonnegative().nullable(),
  /** ISO 639-1 */
  language: z.string().nullable(),
  /** True where the text is an English translation of what was said. */
  isTranslation: z.boolean().default(false),
  engine: engineNameSchema.nullable(),
  model: z.string().nullable(),
  /** ISO 8601 */
  createdAt: z.string(),
  segments: z.array(documentSegmentSchema),
  coverage: z.array(coverageEntrySchema),
  warnings: z.array(qualityWarningSchema),
  /** What people noted, at seconds of the recording; bookmarks have no text. */
  notes: z.array(z.object({ at: z.number().nonnegative(), text: z.string() })).default([]),
});
export type TranscriptDocument = z.infer<typeof transcriptDocumentSchema>;

import { z } from 'zod';

/** A word with its place in the recording (seconds) and how sure the engine is of it (0..1). */
export const wordSchema = z.object({
  text: z.string().min(1),
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  confidence: z.number().min(0).max(1),
});
export type Word = z.infer<typeof wordSchema>;

/** A stretch of speech as the pipeline makes it: words in order, text as people read it. */
export const spokenSegmentSchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  text: z.string(),
  words: z.array(wordSchema),
  /** Mean of the words' confidence, 0..1. */
  confidence: z.number().min(0).max(1),
  /** True where the engine gave no probabilities and they were estimated. */
  confidenceIsEstimated: z.boolean(),
  language: z.string().nullable(),
  /** Something that people should look at, e.g. a known outro phrase; never a reason to hide the text. */
  flags: z.array(z.enum(['outro-phrase', 'repaired-loop', 'recovered', 'low-confidence'])),
});
export type SpokenSegment = z.infer<typeof spokenSegmentSchema>;

/** A segment as it is edited: it has a name, a place among the others, and perhaps a speaker. */
export const editableSegmentSchema = spokenSegmentSchema.extend({
  id: z.uuid(),
  /** Its place among the transcript's segments; rises, may have gaps. */
  position: z.number(),
  speaker: z.string().nullable(),
});
export type EditableSegment = z.infer<typeof editableSegmentSchema>;

/** One row of the coverage ledger: what is in a stretch of the recording (seconds). The rows tile the recording. */
export const coverageEntrySchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  kind: z.enum(['text', 'silence', 'music', 'unresolved']),
});
export type CoverageEntry = z.infer<typeof coverageEntrySchema>;

/** Engine output that was replaced, kept as evidence. */
export const discardedTextSchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  text: z.string(),
  reason: z.enum(['loop', 'no-speech', 'rate', 'gap']),
});
export type DiscardedText = z.infer<typeof discardedTextSchema>;

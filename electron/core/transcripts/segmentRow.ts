import { z } from 'zod';
import { type Segment, segmentSchema } from '../../../shared/contract/transcripts.ts';

/** The columns of `transcript_segments` that the contract shows. */
export const segmentColumns = `id, position, start_seconds, end_seconds, speaker, text, words, confidence,
  confidence_is_estimated, language, flags, revision`;

const rowSchema = z.object({
  id: z.string(),
  position: z.number(),
  start_seconds: z.number(),
  end_seconds: z.number(),
  speaker: z.string().nullable(),
  text: z.string(),
  words: segmentSchema.shape.words,
  confidence: z.number(),
  confidence_is_estimated: z.boolean(),
  language: z.string().nullable(),
  flags: segmentSchema.shape.flags,
  revision: z.number(),
});

/** A row of `segmentColumns` as the contract's segment. */
export function parseSegment(row: unknown): Segment {
  const {
    start_seconds: start,
    end_seconds: end,
    confidence_is_estimated: confidenceIsEstimated,
    ...same
  } = rowSchema.parse(row);
  return { ...same, start, end, confidenceIsEstimated };
}

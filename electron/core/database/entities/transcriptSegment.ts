import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { wordSchema } from '../../../../shared/transcript/segment.ts';
import { document, uuidKey } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** One segment of the transcript that people read and edit. */
export const TranscriptSegment = defineEntity({
  name: 'TranscriptSegment',
  tableName: 'transcript_segments',
  properties: {
    id: uuidKey(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade'),
    /** Rises, may have gaps. */
    position: p.double(),
    startSeconds: p.double(),
    endSeconds: p.double(),
    speaker: p.text().nullable(),
    text: p.text(),
    words: document(z.array(wordSchema)),
    /** 0..1. */
    confidence: p.double(),
    confidenceIsEstimated: p.boolean(),
    language: p.string().length(8).nullable(),
    flags: p.array().columnType('text[]').defaultRaw("'{}'"),
    /** The sequence of the edit that wrote it last; 0 as the engine wrote it. */
    revision: p.integer().default(0),
  },
  uniques: [{ properties: ['transcript', 'position'] }],
});
export type TranscriptSegment = InferEntity<typeof TranscriptSegment>;

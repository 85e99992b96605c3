import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { wordSchema } from '../../../../shared/transcript/segment.ts';
import { document, float8, uuidKey } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** One segment of the transcript that people read and edit. */
export const TranscriptSegment = defineEntity({
  name: 'TranscriptSegment',
  tableName: 'transcript_segments',
  properties: {
    id: uuidKey(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade'),
    /** Rises, may have gaps. */
    position: float8(),
    startSeconds: float8(),
    endSeconds: float8(),
    speaker: p.text().nullable(),
    text: p.text(),
    words: document(z.array(wordSchema)),
    /** 0..1. */
    confidence: float8(),
    confidenceIsEstimated: p.boolean(),
    language: p.string().length(8).nullable(),
    flags: p.array().columnType('text[]').defaultRaw("'{}'"),
    /** The sequence of the edit that wrote it last; 0 as the engine wrote it. */
    revision: p.integer().default(0),
    /** Its text was written by a person since its words' times were found in the sound. */
    needsTimes: p.boolean().default(false),
  },
  uniques: [{ properties: ['transcript', 'position'] }],
});
export type TranscriptSegment = InferEntity<typeof TranscriptSegment>;

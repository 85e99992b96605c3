import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { coverageEntrySchema, discardedTextSchema } from '../../../../shared/transcript/segment.ts';
import { document, float8 } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** The running journal of a transcription: one final window a row, from which a retry goes on. */
export const TranscriptWindow = defineEntity({
  name: 'TranscriptWindow',
  tableName: 'transcript_windows',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade'),
    startSeconds: float8(),
    endSeconds: float8(),
    coverage: document(z.array(coverageEntrySchema)),
    discarded: document(z.array(discardedTextSchema)),
    /** The engine's complete responses for this window. */
    raw: document(z.array(z.unknown())),
    language: p.string().length(8).nullable(),
  },
  uniques: [{ properties: ['transcript', 'startSeconds'] }],
});
export type TranscriptWindow = InferEntity<typeof TranscriptWindow>;

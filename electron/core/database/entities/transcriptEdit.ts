import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { looseDocument } from '../documents.ts';
import { createdAt, document } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** One edit of a transcript with its inverse, so that undo survives a restart. */
export const TranscriptEdit = defineEntity({
  name: 'TranscriptEdit',
  tableName: 'transcript_edits',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade'),
    /** Counts up within the transcript. */
    sequence: p.integer(),
    command: document(looseDocument),
    inverse: document(looseDocument),
    undone: p.boolean().default(false),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['transcript', 'sequence'] }],
});
export type TranscriptEdit = InferEntity<typeof TranscriptEdit>;

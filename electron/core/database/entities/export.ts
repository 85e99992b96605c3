import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { looseDocument } from '../documents.ts';
import { createdAt, document, uuidKey } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** A document that was written from a transcript. */
export const Export = defineEntity({
  name: 'Export',
  tableName: 'exports',
  properties: {
    id: uuidKey(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade'),
    format: p.string().length(10),
    /** Absolute and normalised. */
    filePath: p.text(),
    /** Bytes. */
    fileSize: p.bigint('number').nullable(),
    /** What it was written with; null where an older Trax wrote it. */
    options: document(looseDocument).nullable(),
    createdAt: createdAt(),
  },
});
export type Export = InferEntity<typeof Export>;

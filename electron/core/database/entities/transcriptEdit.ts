import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { looseDocument } from '../documents.ts';
import { createdAt, document } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** One entry in the log of a transcript's edits, with its inverse: undo survives a restart, and every earlier state is there. */
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
    /** `edit`, or `undo` and `redo`, which are entries of their own. */
    kind: p.string().length(8).default('edit'),
    /** The sequence of the edit that an undo takes back or a redo does again. */
    reverts: p.integer().nullable(),
    /** Under which name it was asked for; null for what nobody asks for twice. */
    request: p.uuid().nullable(),
    /** Segments that are gone since. */
    removed: document(z.array(z.string())).defaultRaw("'[]'"),
    createdAt: createdAt(),
  },
  uniques: [{ properties: ['transcript', 'sequence'] }],
});
export type TranscriptEdit = InferEntity<typeof TranscriptEdit>;

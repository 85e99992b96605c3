import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { transcribeOptionsSchema } from '../../../../shared/contract/options.ts';
import { qualityWarningSchema } from '../../../../shared/contract/transcripts.ts';
import { coverageEntrySchema, discardedTextSchema } from '../../../../shared/transcript/segment.ts';
import { anyDocument, looseDocument } from '../documents.ts';
import { createdAt, document, float8, moment, updatedAt, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** A transcript of a recording: the engine's output as it came, and what was computed from it. */
export const TranscriptionResult = defineEntity({
  name: 'TranscriptionResult',
  tableName: 'transcription_results',
  properties: {
    id: uuidKey(),
    mediaFile: () => p.manyToOne(MediaFile).ref().deleteRule('cascade'),
    version: p.string().length(10).default('v1'),
    /** The current text, for other programs. */
    textContent: p.text().nullable(),
    /** False while the text is behind the segments; see `createTexts`. */
    textIsCurrent: p.boolean().default(true),
    enhancedContent: p.text().nullable(),
    /** The engine's segments with timestamps; never changed. */
    segments: document(z.array(z.unknown())).nullable(),
    /** The engine's complete response; never changed. */
    rawContent: document(anyDocument).nullable(),
    accuracy: float8().nullable(),
    processingTimeSeconds: float8().nullable(),
    qualityWarnings: p.array().columnType('text[]').nullable(),
    pipelineVersion: p.string().length(20).nullable(),
    enhancedContentV2: document(looseDocument).nullable(),
    diarizationContent: document(looseDocument).nullable(),
    mergedContent: document(looseDocument).nullable(),
    domainUsed: p.string().length(100).nullable(),
    accuracyEstimate: float8().nullable(),
    speakerCount: p.integer().nullable(),
    qualityWarningsV2: document(z.array(qualityWarningSchema)).nullable(),
    processingMetadata: document(looseDocument).nullable(),
    options: document(transcribeOptionsSchema).nullable(),
    /** The name of the file that it was imported from; null where an engine wrote it. */
    importedFrom: p.text().nullable(),
    language: p.string().length(8).nullable(),
    completedAt: moment(),
    /** When a person chose it among the transcripts of its recording; the last chosen is shown. */
    chosenAt: moment(),
    /** Everything before this second is stored. */
    transcribedUntil: float8().default(0),
    coverage: document(z.array(coverageEntrySchema)).nullable(),
    discarded: document(z.array(discardedTextSchema)).nullable(),
    wordCount: p.integer().default(0),
    segmentCount: p.integer().default(0),
    /** The sequence of the newest entry in its log of edits. */
    editSequence: p.integer().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type TranscriptionResult = InferEntity<typeof TranscriptionResult>;

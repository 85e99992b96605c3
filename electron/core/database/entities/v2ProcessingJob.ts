import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { processingJobTransitions, statusesOf } from '../../../../shared/status.ts';
import { looseDocument } from '../documents.ts';
import { createdAt, document, float8, moment, updatedAt } from './columns.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** A further pass over an existing transcript. */
export const V2ProcessingJob = defineEntity({
  name: 'V2ProcessingJob',
  tableName: 'v2_processing_jobs',
  properties: {
    id: p.integer().primary().autoincrement(),
    status: p.enum(statusesOf(processingJobTransitions)).default('pending'),
    completedAt: moment(),
    transcript: () => p.manyToOne(TranscriptionResult).ref().deleteRule('cascade').nullable(),
    jobType: p.enum(['enhancement', 'diarization', 'identification', 'multi_pass']),
    parameters: document(looseDocument).nullable(),
    /** 0..1. */
    progress: float8().default(0).nullable(),
    errorMessage: p.text().nullable(),
    resultData: document(looseDocument).nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type V2ProcessingJob = InferEntity<typeof V2ProcessingJob>;

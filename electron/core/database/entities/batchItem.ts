import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { stageSchema, taskTypes } from '../../../../shared/contract/queue.ts';
import { failureSchema } from '../../../../shared/errors.ts';
import { itemTransitions, statusesOf } from '../../../../shared/status.ts';
import { looseDocument } from '../documents.ts';
import { BatchJob } from './batchJob.ts';
import { createdAt, document, float8, moment, updatedAt, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** One piece of work. These rows are the queue: claimed by priority, then age, and held under a lease. */
export const BatchItem = defineEntity({
  name: 'BatchItem',
  tableName: 'batch_items',
  properties: {
    id: uuidKey(),
    batchJob: () => p.manyToOne(BatchJob).ref().deleteRule('cascade'),
    mediaFile: () => p.manyToOne(MediaFile).ref().deleteRule('cascade').nullable(),
    taskType: p.enum(taskTypes),
    taskData: document(looseDocument),
    /** Higher goes first. */
    priority: p.integer().default(0).nullable(),
    /** The place among items of the same priority: the lower goes first. Exact, as text. */
    position: p.decimal().columnType('numeric').defaultRaw('extract(epoch from clock_timestamp())'),
    status: p.enum(statusesOf(itemTransitions)).default('pending'),
    retryCount: p.integer().default(0).nullable(),
    maxRetries: p.integer().default(3).nullable(),
    errorMessage: p.text().nullable(),
    resultData: document(looseDocument).nullable(),
    processingTimeSeconds: float8().nullable(),
    startedAt: moment(),
    completedAt: moment(),
    /** Who works on it, and until when that holds without a heartbeat. */
    leaseOwner: p.text().nullable(),
    leaseUntil: moment(),
    heartbeat: moment(),
    /** Not before: the backoff of a retry. */
    runAfter: moment(),
    pausedAt: moment(),
    cancelledAt: moment(),
    stage: p.enum(stageSchema.options).nullable(),
    /** 0..1. */
    progress: float8().default(0),
    secondsLeft: float8().nullable(),
    /** Seconds of recording per second of work. */
    speed: float8().nullable(),
    failure: document(failureSchema).nullable(),
    /** What it takes of its computer while it runs: threads, and megabytes by what its model was measured to need. */
    threads: p.integer().nullable(),
    memoryMb: p.integer().nullable(),
    /** Seconds of sound that were sent to somebody else's recogniser. */
    sentSeconds: float8().default(0),
    /** When its transcript was written down as its batch wishes, and why that failed. */
    exportedAt: moment(),
    exportFailure: document(failureSchema).nullable(),
    /** Whether no other item of its file follows in its batch; kept by a trigger. */
    isLast: p.boolean().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type BatchItem = InferEntity<typeof BatchItem>;

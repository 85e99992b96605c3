import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { afterwardsSchema } from '../../../../shared/contract/afterwards.ts';
import { failureSchema } from '../../../../shared/errors.ts';
import { batchTransitions, statusesOf } from '../../../../shared/status.ts';
import { createdAt, document, moment, updatedAt, uuidKey } from './columns.ts';

/** Recordings that were added together. */
export const BatchJob = defineEntity({
  name: 'BatchJob',
  tableName: 'batch_jobs',
  properties: {
    id: uuidKey(),
    name: p.text(),
    status: p.enum(statusesOf(batchTransitions)).default('pending'),
    totalFiles: p.integer(),
    processedFiles: p.integer().default(0).nullable(),
    failedFiles: p.integer().default(0).nullable(),
    workerCount: p.integer().default(8).nullable(),
    memoryLimitMb: p.integer().default(2048).nullable(),
    cpuLimitPercent: p.integer().default(90).nullable(),
    startTime: moment(),
    endTime: moment(),
    pausedAt: moment(),
    cancelledAt: moment(),
    afterwards: document(afterwardsSchema).nullable(),
    /** The computer that does what is wished for afterwards; null means whichever comes first. */
    afterwardsComputer: p.text().nullable(),
    /** When somebody was told of its end, and why that failed. */
    toldAt: moment(),
    tellFailure: document(failureSchema).nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type BatchJob = InferEntity<typeof BatchJob>;

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { batchTransitions, statusesOf } from '../../../../shared/status.ts';
import { createdAt, moment, updatedAt, uuidKey } from './columns.ts';

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
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type BatchJob = InferEntity<typeof BatchJob>;

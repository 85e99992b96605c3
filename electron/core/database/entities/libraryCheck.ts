import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { z } from 'zod';
import { checkReasonSchema, findingSchema } from '../../../../shared/contract/maintenance.ts';
import { document } from './columns.ts';

/** One look through the library for damage; the newest ones are kept. */
export const LibraryCheck = defineEntity({
  name: 'LibraryCheck',
  tableName: 'checks',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    reason: p.enum(checkReasonSchema.options),
    /** Whether every recording was read from end to end. */
    readsMedia: p.boolean(),
    findings: document(z.array(findingSchema)),
    startedAt: p.datetime().columnType('timestamptz'),
    finishedAt: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
  },
});
export type LibraryCheck = InferEntity<typeof LibraryCheck>;

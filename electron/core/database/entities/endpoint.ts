import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { float8, moment } from './columns.ts';

/** A recogniser that somebody else runs: what was sent there, and until when it has asked to wait. */
export const Endpoint = defineEntity({
  name: 'Endpoint',
  tableName: 'endpoints',
  properties: {
    url: p.text().primary(),
    sentSeconds: float8().default(0),
    blockedUntil: moment(),
    /** `busy` or `quota`. */
    blockedBy: p.text().nullable(),
    updatedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type Endpoint = InferEntity<typeof Endpoint>;

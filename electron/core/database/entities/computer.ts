import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A computer that has worked on this library. */
export const Computer = defineEntity({
  name: 'Computer',
  tableName: 'computers',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    seenAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type Computer = InferEntity<typeof Computer>;

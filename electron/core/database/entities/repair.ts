import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { anyDocument } from '../documents.ts';
import { document } from './columns.ts';

/** What `trax repair` did, with what was there before. */
export const Repair = defineEntity({
  name: 'Repair',
  tableName: 'repairs',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    kind: p.text(),
    place: p.text(),
    did: p.text(),
    former: document(anyDocument).nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type Repair = InferEntity<typeof Repair>;

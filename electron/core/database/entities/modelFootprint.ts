import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { moment } from './columns.ts';

/** What a model was measured to need on a computer, and what running out of memory taught. */
export const ModelFootprint = defineEntity({
  name: 'ModelFootprint',
  tableName: 'model_footprints',
  properties: {
    computerId: p.text().primary(),
    model: p.text().primary(),
    /** The most that a worker and its engine had in use together, in megabytes. */
    peakMb: p.integer().nullable(),
    mostAtOnce: p.integer().nullable(),
    /** The smaller model that takes its place where it does not fit even alone. */
    replacedBy: p.text().nullable(),
    outOfMemoryAt: moment(),
    updatedAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type ModelFootprint = InferEntity<typeof ModelFootprint>;

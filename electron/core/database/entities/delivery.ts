import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { MediaFile } from './mediaFile.ts';

/** A part of a file that another computer made for a recording, on its way to the computer that holds it. */
export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'deliveries',
  properties: {
    mediaFile: () => p.manyToOne(MediaFile).ref().primary().deleteRule('cascade'),
    kind: p.enum(['peaks', 'playback'] as const).primary(),
    part: p.integer().primary(),
    content: p.blob(),
    isLast: p.boolean().default(false),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type Delivery = InferEntity<typeof Delivery>;

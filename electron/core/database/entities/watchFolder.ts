import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { transcribeOptionsSchema } from '../../../../shared/contract/options.ts';
import { createdAt, document, updatedAt, uuidKey } from './columns.ts';

/** A folder whose new recordings are transcribed by themselves. */
export const WatchFolder = defineEntity({
  name: 'WatchFolder',
  tableName: 'watch_folders',
  properties: {
    id: uuidKey(),
    /** Absolute and normalised. */
    path: p.text().unique(),
    enabled: p.boolean().default(true),
    options: document(transcribeOptionsSchema.partial()).defaultRaw("'{}'"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type WatchFolder = InferEntity<typeof WatchFolder>;

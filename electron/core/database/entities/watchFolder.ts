import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { afterwardsSchema } from '../../../../shared/contract/afterwards.ts';
import { changesOf } from '../../../../shared/contract/changes.ts';
import { transcribeOptionsSchema } from '../../../../shared/contract/options.ts';
import { failureSchema } from '../../../../shared/errors.ts';
import { createdAt, document, moment, updatedAt, uuidKey } from './columns.ts';

/** A folder whose new recordings are transcribed by themselves. */
export const WatchFolder = defineEntity({
  name: 'WatchFolder',
  tableName: 'watch_folders',
  properties: {
    id: uuidKey(),
    /** Absolute and normalised. */
    path: p.text(),
    /** The computer that the folder is on. */
    computer: p.text().nullable(),
    enabled: p.boolean().default(true),
    options: document(changesOf(transcribeOptionsSchema)).defaultRaw("'{}'"),
    afterwards: document(afterwardsSchema).defaultRaw("'{}'"),
    /** The core that watches it, and until when that holds without another look. */
    watcher: p.text().nullable(),
    watcherUntil: moment(),
    lookedAt: moment(),
    /** Files that are not whole yet. */
    waiting: p.integer().default(0),
    failure: document(failureSchema).nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type WatchFolder = InferEntity<typeof WatchFolder>;

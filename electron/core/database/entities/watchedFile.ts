import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A file of a watch folder that needs no second look. */
export const WatchedFile = defineEntity({
  name: 'WatchedFile',
  tableName: 'watched_files',
  properties: {
    watchFolderId: p.uuid().primary(),
    path: p.text().primary(),
    /** Bytes. */
    size: p.bigint('number'),
    /** When it was written last, in milliseconds since 1970. */
    modifiedMs: p.double(),
    /** Of its content; null where nobody has read it. */
    sha256: p.text().nullable(),
    outcome: p.enum(['taken', 'known', 'left', 'refused']),
    seenAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
  },
});
export type WatchedFile = InferEntity<typeof WatchedFile>;

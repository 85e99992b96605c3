import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** The data folder that the paths of Trax's own files were written for; one row. */
export const LibraryHome = defineEntity({
  name: 'LibraryHome',
  tableName: 'library_home',
  properties: {
    id: p.boolean().primary().default(true),
    /** Absolute and normalised. */
    dataFolder: p.text(),
  },
});
export type LibraryHome = InferEntity<typeof LibraryHome>;

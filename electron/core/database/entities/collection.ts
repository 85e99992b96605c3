import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { createdAt, updatedAt, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** A named set of recordings. */
export const RecordingCollection = defineEntity({
  name: 'RecordingCollection',
  tableName: 'collections',
  properties: {
    id: uuidKey(),
    name: p.text().unique(),
    recordings: () =>
      p
        .manyToMany(MediaFile)
        .pivotTable('collection_media_files')
        .joinColumn('collection_id')
        .inverseJoinColumn('media_file_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type RecordingCollection = InferEntity<typeof RecordingCollection>;

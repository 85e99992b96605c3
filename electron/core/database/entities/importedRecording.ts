import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A recording whose import has begun and not ended, and the export that it comes from. */
export const ImportedRecording = defineEntity({
  name: 'ImportedRecording',
  tableName: 'imported_recordings',
  properties: {
    mediaFileId: p.uuid().primary(),
    exportId: p.text(),
  },
});
export type ImportedRecording = InferEntity<typeof ImportedRecording>;

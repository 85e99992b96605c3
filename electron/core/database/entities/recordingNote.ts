import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { createdAt, float8, updatedAt, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** Something that a person noted at a second of a recording; a bookmark where it has no text. */
export const RecordingNote = defineEntity({
  name: 'RecordingNote',
  tableName: 'recording_notes',
  properties: {
    id: uuidKey(),
    mediaFile: () => p.manyToOne(MediaFile).ref().deleteRule('cascade'),
    atSeconds: float8(),
    text: p.text().default(''),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type RecordingNote = InferEntity<typeof RecordingNote>;

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { importedTextSchema } from '../../../../shared/formats/imported.ts';
import { createdAt, document, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** A text that waits until an engine has heard the recording, to take its times from that. */
export const WaitingText = defineEntity({
  name: 'WaitingText',
  tableName: 'waiting_texts',
  properties: {
    id: uuidKey(),
    mediaFile: () => p.manyToOne(MediaFile).ref().deleteRule('cascade'),
    /** Of the file that it came from. */
    name: p.text(),
    document: document(importedTextSchema),
    createdAt: createdAt(),
  },
});
export type WaitingText = InferEntity<typeof WaitingText>;

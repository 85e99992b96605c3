import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { createdAt, float8, uuidKey } from './columns.ts';
import { MediaFile } from './mediaFile.ts';

/** What decoding made of a file's sound: one row a file. */
export const AudioProcessingMetadata = defineEntity({
  name: 'AudioProcessingMetadata',
  tableName: 'audio_processing_metadata',
  properties: {
    id: uuidKey(),
    mediaFile: () => p.manyToOne(MediaFile).ref().deleteRule('cascade').unique(),
    originalFormat: p.string().length(20).nullable(),
    originalSampleRate: p.integer().nullable(),
    originalChannels: p.integer().nullable(),
    processedFormat: p.string().length(20).default('wav').nullable(),
    processedSampleRate: p.integer().default(16_000).nullable(),
    processedChannels: p.integer().default(1).nullable(),
    preprocessingTimeSeconds: float8().nullable(),
    chunkCount: p.integer().nullable(),
    createdAt: createdAt(),
  },
});
export type AudioProcessingMetadata = InferEntity<typeof AudioProcessingMetadata>;

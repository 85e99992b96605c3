import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { createdAt, moment, updatedAt, uuidKey } from './columns.ts';

/** What YouTube says of a video. */
export const YoutubeVideo = defineEntity({
  name: 'YoutubeVideo',
  tableName: 'youtube_videos',
  properties: {
    id: uuidKey(),
    youtubeId: p.string().length(20).unique(),
    title: p.text(),
    channel: p.text(),
    description: p.text().nullable(),
    durationSeconds: p.integer(),
    url: p.text(),
    metadataExtractedAt: moment().defaultRaw('now()'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type YoutubeVideo = InferEntity<typeof YoutubeVideo>;

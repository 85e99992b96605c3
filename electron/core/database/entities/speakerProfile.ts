import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { looseDocument } from '../documents.ts';
import { createdAt, document, updatedAt } from './columns.ts';

/** A known voice. Names are unique per user; no user counts as one. */
export const SpeakerProfile = defineEntity({
  name: 'SpeakerProfile',
  tableName: 'speaker_profiles',
  properties: {
    id: p.integer().primary().autoincrement(),
    name: p.string().length(255),
    characteristics: document(looseDocument).nullable(),
    /** Base64 of little-endian float32. */
    embedding: p.text().nullable(),
    sampleCount: p.integer().default(0).nullable(),
    userId: p.integer().nullable(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type SpeakerProfile = InferEntity<typeof SpeakerProfile>;

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { float8 } from './columns.ts';
import { SpeakerProfile } from './speakerProfile.ts';
import { TranscriptionResult } from './transcriptionResult.ts';

/** Which profile speaks under which label of a transcript. */
export const TranscriptSpeaker = defineEntity({
  name: 'TranscriptSpeaker',
  tableName: 'transcript_speakers',
  properties: {
    transcript: () => p.manyToOne(TranscriptionResult).ref().primary().deleteRule('cascade'),
    /** The segments' `speaker`. */
    label: p.text().primary(),
    profile: () => p.manyToOne(SpeakerProfile).ref().deleteRule('cascade'),
    /** How alike the voices are, 0..1; null when a person said so. */
    similarity: float8().nullable(),
  },
});
export type TranscriptSpeaker = InferEntity<typeof TranscriptSpeaker>;

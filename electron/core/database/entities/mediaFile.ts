import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { recordingStates } from '../../../../shared/contract/library.ts';
import { mediaInfoSchema } from '../../../../shared/contract/media.ts';
import { downloadTransitions, statusesOf } from '../../../../shared/status.ts';
import { createdAt, document, float8, moment, updatedAt, uuidKey } from './columns.ts';
import { YoutubeVideo } from './youtubeVideo.ts';

/** A recording's file: a person's own, an upload or a download. A local file is `completed` from the start. */
export const MediaFile = defineEntity({
  name: 'MediaFile',
  tableName: 'media_files',
  properties: {
    id: uuidKey(),
    youtubeVideo: () => p.manyToOne(YoutubeVideo).ref().deleteRule('set null').nullable(),
    /** What people call it; null until it is renamed or probed. */
    title: p.text().nullable(),
    /** Absolute and normalised. */
    filePath: p.text(),
    fileName: p.text(),
    /** Bytes. */
    fileSize: p.bigint('number'),
    /** Seconds, as probed. */
    durationSeconds: float8().nullable(),
    formatInfo: document(mediaInfoSchema).nullable(),
    downloadStatus: p.enum(statusesOf(downloadTransitions)).default('pending').nullable(),
    downloadError: p.text().nullable(),
    /** Of the whole file, hexadecimal. */
    sha256: p.text().nullable(),
    /** The copy that Chromium plays, where the file itself cannot be played. */
    playbackPath: p.text().nullable(),
    peaksPath: p.text().nullable(),
    /** The computer that holds the file; null where nobody noted it. */
    computerId: p.text().nullable(),
    tags: p.array().columnType('text[]').defaultRaw("'{}'"),
    /** How its last item stands; with the two below kept by triggers, for sorting and filtering. */
    state: p.enum(recordingStates).default('none'),
    spokenLanguage: p.string().length(8).nullable(),
    speakerCount: p.integer().nullable(),
    /** Since when it has been in the bin. */
    deletedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
});
export type MediaFile = InferEntity<typeof MediaFile>;

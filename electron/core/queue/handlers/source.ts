import { stat } from 'node:fs/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MediaInfo } from '../../../../shared/contract/media.ts';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import type { Database } from '../../database/database.ts';
import { AudioProcessingMetadata } from '../../database/entities/audioProcessingMetadata.ts';
import { MediaFile } from '../../database/entities/mediaFile.ts';

/** The file of a recording, and what is known of it once it was preprocessed. */
export interface Source {
  readonly path: string;
  readonly info: MediaInfo | null;
  readonly playbackPath: string | null;
  /** The computer that the file lies on; null where nobody noted it. */
  readonly computerId: string | null;
  /** Bytes. */
  readonly size: number;
}

/** Reads where a recording's file is; throws NOT_FOUND when it was removed. */
export async function readSource(database: Database, recordingId: string): Promise<Source> {
  const file = await database.orm.em
    .fork()
    .findOne(
      MediaFile,
      { id: recordingId },
      { fields: ['filePath', 'fileSize', 'formatInfo', 'playbackPath', 'computerId'] },
    );
  if (!file) throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id: recordingId });
  return {
    path: file.filePath,
    info: file.formatInfo ?? null,
    playbackPath: file.playbackPath ?? null,
    computerId: file.computerId ?? null,
    size: file.fileSize,
  };
}

/** Whether another file lies there than the one that was preprocessed. One that is gone is not another. */
export async function wasReplaced({ path, info }: Source): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && info !== null && found.size !== info.size;
}

/** Stores what preprocessing found. The playback copy of another file is of no use any more. */
export async function keepInfo(em: EntityManager, recordingId: string, info: MediaInfo): Promise<void> {
  await em.nativeUpdate(MediaFile, { id: recordingId, sha256: { $ne: info.sha256 } }, { playbackPath: null });
  await em.nativeUpdate(
    MediaFile,
    { id: recordingId },
    {
      formatInfo: info,
      durationSeconds: info.duration,
      sha256: info.sha256,
      fileSize: info.size,
      updatedAt: new Date(),
    },
  );
  const track = info.audioTracks.find((candidate) => candidate.index === info.chosenTrack);
  await em.upsert(
    AudioProcessingMetadata,
    {
      mediaFile: recordingId,
      originalFormat: info.container.slice(0, 20),
      originalSampleRate: track?.sampleRate ?? null,
      originalChannels: track?.channels ?? null,
    },
    { onConflictFields: ['mediaFile'] },
  );
}

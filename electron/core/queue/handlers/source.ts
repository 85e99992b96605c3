import { type MediaInfo, mediaInfoSchema } from '../../../../shared/contract/media.ts';
import { TraxError } from '../../../../shared/errors.ts';
import type { Database } from '../../database/database.ts';

/** The file of a recording, and what is known of it once it was preprocessed. */
export interface Source {
  readonly path: string;
  readonly info: MediaInfo | null;
  readonly playbackPath: string | null;
}

/** Reads where a recording's file is; throws NOT_FOUND when it was removed. */
export async function readSource(database: Database, recordingId: string): Promise<Source> {
  const [row] = await database.orm.em
    .fork()
    .execute<{ file_path: string; format_info: unknown; playback_path: string | null }[]>(
      'select file_path, format_info, playback_path from media_files where id = ? and deleted_at is null',
      [recordingId],
    );
  if (!row) throw new TraxError('NOT_FOUND', { what: 'recording', id: recordingId });
  const info = mediaInfoSchema.safeParse(row.format_info);
  return { path: row.file_path, info: info.success ? info.data : null, playbackPath: row.playback_path };
}

import { mediaInfoSchema } from '../../../shared/contract/media.ts';
import type { Database } from '../database/database.ts';
import { serveFile } from './serve.ts';

const notFound = () => new Response(null, { status: 404 });

/**
 * Answers `GET /media/:recordingId` with the sound (the playback copy where the original cannot be played) and
 * `GET /peaks/:recordingId` with the waveform. Anything else is 404.
 */
export function createMedia(database: Database) {
  return async function serveMedia(request: Request): Promise<Response> {
    const [, kind, id] = /^\/(media|peaks)\/([0-9a-f-]{36})$/.exec(new URL(request.url).pathname) ?? [];
    if (!id || (request.method !== 'GET' && request.method !== 'HEAD')) return notFound();
    type Row = {
      file_path: string;
      format_info: unknown;
      playback_path: string | null;
      peaks_path: string | null;
    };
    const [row] = await database.orm.em
      .fork()
      .execute<Row[]>(
        'select file_path, format_info, playback_path, peaks_path from media_files where id = ?',
        [id],
      );
    if (!row) return notFound();
    if (kind === 'peaks') return row.peaks_path ? serveFile(row.peaks_path, request) : notFound();
    const info = mediaInfoSchema.safeParse(row.format_info);
    const isPlayable = info.success && info.data.isPlayable;
    return serveFile(isPlayable ? row.file_path : (row.playback_path ?? row.file_path), request);
  };
}

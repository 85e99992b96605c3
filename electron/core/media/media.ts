import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaInfoSchema } from '../../../shared/contract/media.ts';
import type { Database } from '../database/database.ts';
import { serveFile } from './serve.ts';

const notFound = () => new Response(null, { status: 404 });

/**
 * Answers `GET /media/:recordingId` with the sound (the playback copy where the original cannot be played) and
 * `GET /peaks/:recordingId` with the waveform, while it is made with what there is of it. Anything else is 404.
 */
export function createMedia(database: Database, folders: { readonly peaks: string }) {
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
    if (kind === 'peaks') {
      const path = row.peaks_path ?? (await inTheMaking(folders.peaks, id));
      return path ? serveFile(path, request) : notFound();
    }
    const info = mediaInfoSchema.safeParse(row.format_info);
    const isPlayable = info.success && info.data.isPlayable;
    return serveFile(isPlayable ? row.file_path : (row.playback_path ?? row.file_path), request);
  };
}

/** The waveform that is being made of a recording on this computer: the newest, where a crash left another. */
async function inTheMaking(folder: string, recordingId: string): Promise<string | null> {
  const names = await readdir(folder);
  const made = await Promise.all(
    names
      .filter((name) => name.startsWith(`${recordingId}.peaks.`) && name.endsWith('.part'))
      .map(async (name) => {
        const path = join(folder, name);
        return { path, at: (await stat(path).catch(() => null))?.mtimeMs ?? 0 };
      }),
  );
  return made.sort((a, b) => b.at - a.at)[0]?.path ?? null;
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Database } from '../database/database.ts';
import { isMissing } from '../database/failures.ts';
import type { Log } from '../host.ts';

/** What is younger may be in the making, by this core or another. Milliseconds. */
const oldEnough = 24 * 3600_000;

/** Folders that Trax writes to; people's own files lie elsewhere. */
interface OwnFolders {
  readonly uploads: string;
  readonly peaks: string;
  readonly playback: string;
  readonly models: string;
  /** What was fetched from other computers to be worked on. */
  readonly cache: string;
}

/**
 * Removes from Trax's own folders what a crash left: half-written files, and files of recordings that are not in the
 * library any more. What cannot be removed now is removed another time.
 */
export async function sweepFiles(database: Database, folders: OwnFolders, log: Log): Promise<void> {
  const rows = await database.orm.em
    .fork()
    .execute<{ id: string; file_path: string }[]>('select id, file_path from media_files');
  const ids = new Set(rows.map((row) => row.id));
  const uploads = new Set(rows.map((row) => relative(folders.uploads, row.file_path).split(sep)[0]));
  const belongsToNone = (name: string) => name.endsWith('.part') || !ids.has(name.split('.')[0] ?? '');
  const isLeftBy: Record<keyof OwnFolders, (name: string) => boolean> = {
    uploads: (name) => !uploads.has(name),
    peaks: belongsToNone,
    playback: belongsToNone,
    models: (name) => name.startsWith('.import-'),
    cache: () => true,
  };
  for (const [kind, isLeft] of Object.entries(isLeftBy)) {
    await removeOld(folders[kind as keyof OwnFolders], isLeft, log);
  }
}

/** Whether a file may still be in the making; one that is gone is not. */
export async function isYoung(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs < oldEnough;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function removeOld(folder: string, isLeft: (name: string) => boolean, log: Log): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter(isLeft).map((name) => join(folder, name))) {
    try {
      if (await isYoung(path)) continue;
      await rm(path, { recursive: true, force: true });
      log.info('What a crash left was removed', { path });
    } catch (error) {
      log.warn('What a crash left could not be removed', { path, error: String(error) });
    }
  }
}

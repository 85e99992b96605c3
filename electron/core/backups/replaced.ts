import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Replaced } from '../../../shared/contract/backups.ts';
import { isMissing } from '../database/failures.ts';
import type { Place } from '../database/postgres/place.ts';

/** Databases that a restoration has put aside are kept until somebody says otherwise. */
const folderOf = (place: Place) => join(place.folder, 'replaced');

/** Where the present database is to go. */
export function nextReplaced(place: Place, now: Date): Place {
  return { ...place, folder: join(folderOf(place), now.toISOString().replaceAll(':', '.')) };
}

/** Those that are there, newest first. */
export async function findReplaced(place: Place): Promise<{ id: string; place: Place }[]> {
  const names = await readdir(folderOf(place)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names
    .sort()
    .reverse()
    .map((id) => ({ id, place: { ...place, folder: join(folderOf(place), id) } }));
}

export async function describeReplaced(place: Place): Promise<Replaced[]> {
  const found = await findReplaced(place);
  return Promise.all(
    found.map(async ({ id, place: { folder } }) => ({
      id,
      path: folder,
      replacedAt: id.replace(/T(\d+)\.(\d+)\./, 'T$1:$2:'),
      size: await sizeOfTree(folder),
    })),
  );
}

/** Deletes one that was put aside; false when there is none of this name. */
export async function removeReplaced(place: Place, id: string): Promise<boolean> {
  const found = (await findReplaced(place)).find((one) => one.id === id);
  if (!found) return false;
  await rm(found.place.folder, { recursive: true });
  return true;
}

/** Bytes of all files below a folder; 0 where it is not there. */
export async function sizeOfTree(folder: string): Promise<number> {
  let size = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    size += found?.size ?? 0;
  }
  return size;
}

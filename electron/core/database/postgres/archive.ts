import { randomUUID } from 'node:crypto';
import { access, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../failures.ts';
import type { Binaries } from './binaries.ts';
import { filesOf } from './cluster.ts';
import type { Place } from './place.ts';

/** The module's file as each system and build names it, below the packaged `lib`. */
const moduleFiles = [
  'postgresql/basic_archive.so',
  'postgresql/basic_archive.dylib',
  'basic_archive.so',
  'basic_archive.dylib',
  'basic_archive.dll',
];

/** Whether the packaged server can keep its journal by itself. */
export async function hasArchiveModule(binaries: Binaries): Promise<boolean> {
  const lib = join(dirname(dirname(binaries.postgres)), 'lib');
  for (const file of moduleFiles) {
    const found = await access(join(lib, file)).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/**
 * The name of a database's one history. What was restored begins another, so that the journals of two futures of the
 * same past never mix.
 */
export async function lineageOf(place: Place): Promise<string> {
  const { lineage } = filesOf(place);
  try {
    return (await readFile(lineage, 'utf8')).trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await writeFile(lineage, randomUUID(), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return (await readFile(lineage, 'utf8')).trim();
}

/** Where the journals of all lineages of a place are kept. */
export function archivesOf(place: Place): string {
  return join(place.folder, 'wal');
}

/** The folder of one lineage's journal, made where it is missing and given to the server's user. */
export async function makeArchive(place: Place, lineage: string): Promise<string> {
  const folder = join(archivesOf(place), lineage);
  for (const path of [archivesOf(place), folder]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (place.user) await chown(path, place.user.uid, place.user.gid);
  }
  return folder;
}

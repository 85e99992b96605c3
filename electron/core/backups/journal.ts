import { constants, copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../database/failures.ts';
import { archivesOf, lineageOf } from '../database/postgres/archive.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import type { Place } from '../database/postgres/place.ts';
import type { Manifest } from './manifest.ts';
import { findReplaced } from './replaced.ts';
import { beginsSegment, headerSize, parseSegment, segmentName } from './segments.ts';

/** The journal that follows a backup, as far as it can be had. */
export interface Journal {
  /** What was put in place, in order. */
  readonly segments: string[];
  /** The number of the last segment that the server had finished; all of it has to be replayed. */
  readonly lastFinished: number;
  /** Where it breaks off although there is more. */
  readonly damage: { segment: string; how: string } | null;
}

interface Source {
  readonly folder: string;
  /** Whether the files there are finished for good, and not still written or waiting to be used again. */
  readonly isArchive: boolean;
}

/** Puts the segments that follow a backup into a folder, up to the first that is missing or damaged. */
export async function layOutJournal(
  place: Place,
  { lineage, timeline, segmentSize, lastSegment }: Manifest,
  target: string,
  signal?: AbortSignal,
): Promise<Journal> {
  await mkdir(target, { recursive: true });
  const sources = await sourcesOf(place, lineage);
  const segments: string[] = [];
  const begun = parseSegment(lastSegment, segmentSize)?.number ?? 0;
  let lastFinished = begun;
  for (let number = begun + 1; ; number++) {
    signal?.throwIfAborted();
    const name = segmentName({ timeline, number }, segmentSize);
    const found = await look(sources, name, segmentSize);
    if (typeof found === 'string') return { segments, lastFinished, damage: { segment: name, how: found } };
    if (found === null) break;
    await copyFile(join(found.folder, name), join(target, name), constants.COPYFILE_FICLONE);
    segments.push(name);
    if (found.isArchive) lastFinished = number;
  }
  const missing = segmentName({ timeline, number: begun + segments.length + 1 }, segmentSize);
  const goesOn = await hasLater(sources, missing);
  return { segments, lastFinished, damage: goesOn ? { segment: missing, how: 'is missing' } : null };
}

/** The source that has a segment whole; what is wrong with it where none has; null where there is none. */
async function look(sources: readonly Source[], name: string, segmentSize: number) {
  let wrong: string | null = null;
  for (const source of sources) {
    const state = await stateOf(source, name, segmentSize);
    if (state === 'whole') return source;
    if (state !== null) wrong ??= state;
  }
  return wrong;
}

async function stateOf({ folder, isArchive }: Source, name: string, segmentSize: number) {
  const path = join(folder, name);
  try {
    const { size } = await stat(path);
    if (size !== segmentSize) return `is cut: ${size} of ${segmentSize} bytes`;
    await using file = await open(path, 'r');
    const { buffer } = await file.read(Buffer.alloc(headerSize), 0, headerSize, 0);
    const segment = parseSegment(name, segmentSize);
    if (segment && beginsSegment(buffer, segment, segmentSize)) return 'whole';
    return isArchive ? 'does not begin as it should' : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether an archive has a segment after the given one. */
async function hasLater(sources: readonly Source[], name: string): Promise<boolean> {
  for (const { folder, isArchive } of sources) {
    if (!isArchive) continue;
    const names = await namesIn(folder);
    if (
      names.some(
        (other) => /^[0-9A-F]{24}$/.test(other) && other.slice(0, 8) === name.slice(0, 8) && other > name,
      )
    )
      return true;
  }
  return false;
}

/** The archive of a lineage, and the journals of its database, whether it is in use or was put aside. */
async function sourcesOf(place: Place, lineage: string): Promise<Source[]> {
  const sources: Source[] = [{ folder: join(archivesOf(place), lineage), isArchive: true }];
  const places = [place, ...(await findReplaced(place)).map((one) => one.place)];
  for (const one of places) {
    const { cluster, lineage: note } = filesOf(one);
    if (!(await isThere(note)) || (await lineageOf(one)) !== lineage) continue;
    sources.push({ folder: join(cluster, 'pg_wal'), isArchive: false });
  }
  return sources;
}

export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
}

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { say, type Text } from '../../../shared/sentences.ts';
import { sha256OfFile } from '../sha256.ts';
import { mendable, type Problem, reported } from './problem.ts';

interface Media {
  readonly id: string;
  readonly file_path: string;
  readonly file_name: string;
  readonly file_size: string;
  readonly sha256: string | null;
}

/** Folders that are searched for files that have moved, and how deep. */
const search = { entries: 20_000, depth: 3 };

/**
 * The recordings' own files: missing, moved (found again by their content) or changed. With `reads`, every file is read
 * from end to end; else a change that keeps the size is not seen.
 */
export async function checkMedia(
  em: EntityManager,
  reads: boolean,
  signal?: AbortSignal,
): Promise<Problem[]> {
  const rows = await em.execute<Media[]>(
    `select id, file_path, file_name, file_size::text as file_size, sha256 from media_files
     where deleted_at is null and download_status = 'completed' order by created_at, id`,
  );
  const problems: Problem[] = [];
  const missing: Media[] = [];
  for (const media of rows) {
    signal?.throwIfAborted();
    const size = await sizeOf(media.file_path);
    if (size === null) missing.push(media);
    else if (size !== Number(media.file_size))
      problems.push(changed(media, say('check.media.size', { size, expected: media.file_size })));
    else if (reads && media.sha256 && (await sha256OfFile(media.file_path, { signal })) !== media.sha256) {
      problems.push(changed(media, say('check.media.contents')));
    }
  }
  const known = new Set(rows.map(({ file_path }) => file_path));
  const folders = new Set(rows.flatMap(({ file_path }) => [dirname(file_path), dirname(dirname(file_path))]));
  const below = missing.length > 0 ? await filesBelow([...folders], signal) : [];
  // Once for all of them: a disk that is not there takes thousands of recordings with it.
  const candidates = Map.groupBy(
    below.filter(({ path }) => !known.has(path)),
    ({ size }) => size,
  );
  for (const media of missing) {
    const path = await findAgain(media, candidates.get(Number(media.file_size)) ?? [], signal);
    problems.push(path ? moved(media, path) : gone(media));
  }
  return problems;
}

function changed({ file_path, id }: Media, found: Text): Problem {
  return reported({
    kind: 'media-changed',
    place: file_path,
    found,
    meaning: say('check.media.changed.meaning', { id }),
  });
}

function gone({ file_path, file_name }: Media): Problem {
  return reported({
    kind: 'media-missing',
    place: file_path,
    found: say('check.media.missing'),
    meaning: say('check.media.missing.meaning', { name: file_name }),
  });
}

function moved({ id, file_path }: Media, path: string): Problem {
  const finding = {
    kind: 'media-moved' as const,
    place: file_path,
    found: say('check.media.moved', { path }),
    meaning: say('check.media.moved.meaning'),
    repair: say('check.media.moved.repair'),
  };
  return mendable(finding, async (em) => {
    await em.execute('update media_files set file_path = ?, file_name = ?, updated_at = now() where id = ?', [
      path,
      basename(path),
      id,
    ]);
    return file_path;
  });
}

interface Candidate {
  readonly path: string;
  readonly size: number;
}

/** The file with a recording's contents among those of its size, so that hardly anything is read. */
async function findAgain(media: Media, candidates: readonly Candidate[], signal?: AbortSignal) {
  if (!media.sha256) return null;
  for (const { path } of candidates) {
    if ((await sha256OfFile(path, { signal }).catch(() => null)) === media.sha256) return path;
    signal?.throwIfAborted();
  }
  return null;
}

/** The files in some folders and what is below them, as many as can be looked at in a moment. */
async function filesBelow(roots: readonly string[], signal?: AbortSignal): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const seen = new Set<string>();
  let left = search.entries;
  let level = [...roots];
  for (let depth = 0; depth < search.depth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      signal?.throwIfAborted();
      if (seen.has(folder) || left <= 0) continue;
      seen.add(folder);
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      left -= entries.length;
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) next.push(path);
        if (!entry.isFile()) continue;
        const size = await sizeOf(path);
        if (size !== null) found.set(path, { path, size });
      }
    }
    level = next;
  }
  return [...found.values()];
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (entry) => (entry.isFile() ? entry.size : null),
    () => null,
  );
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { FoundFile } from '../library/findRecordings.ts';
import { type Contents, createContents } from './contentOf.ts';

/** What is here already: a recording of the library, or a file that was given before. */
interface Known {
  readonly path: string;
  readonly recordingId: string | null;
  readonly size: number;
  /** When the file was changed that `sha256` is of; null where that is not known. */
  readonly modifiedMs: number | null;
  readonly sha256: string | null;
  /** Whether it waits or is worked on: adding the same file once more lets that go on. */
  readonly isOpen: boolean;
}

/** A file whose content is here already, and where. */
export interface Repeat {
  readonly path: string;
  /** Null where the same content was given twice at once. */
  readonly recordingId: string | null;
}

interface Compared {
  readonly fresh: FoundFile[];
  readonly repeats: Repeat[];
}

/**
 * Tells what is new from what is here already under any name. Files are compared with those of their size only, then by
 * their ends, then by their whole content; so a new file of a new size costs nothing.
 * @param options `hashes`: contents that are known already, by path; `onProgress` hears 0..1
 */
export async function compareFiles(
  em: EntityManager,
  files: readonly FoundFile[],
  options: {
    signal?: AbortSignal | undefined;
    hashes?: ReadonlyMap<string, string>;
    onProgress?: (share: number) => void;
  } = {},
): Promise<Compared> {
  const { signal, hashes, onProgress } = options;
  const contents = createContents(hashes, signal);
  const known = Map.groupBy(await knownOfSizes(em, files), ({ size }) => size);
  const given = Map.groupBy(files, ({ size }) => size);
  const isAlone = ({ size }: FoundFile) => !known.has(size) && given.get(size)?.length === 1;
  const total = files.reduce((sum, file) => sum + (isAlone(file) ? 0 : file.size), 0);
  const shelves = new Map<number, Shelf>();
  const result: Compared = { fresh: [], repeats: [] };
  let settled = 0;
  for (const file of files) {
    signal?.throwIfAborted();
    if (isAlone(file)) {
      result.fresh.push(file);
      continue;
    }
    const shelf = shelves.get(file.size) ?? (await createShelf(known.get(file.size) ?? [], contents));
    shelves.set(file.size, shelf);
    const onRead = (read: number) => onProgress?.((settled + Math.min(read, file.size)) / total);
    const same = await shelf.find(file, onRead);
    if (same) result.repeats.push({ path: file.path, recordingId: same.recordingId });
    else {
      result.fresh.push(file);
      await shelf.add({ ...file, recordingId: null, modifiedMs: null, sha256: null, isOpen: false });
    }
    settled += file.size;
    onProgress?.(settled / total);
  }
  return result;
}

type Shelf = Awaited<ReturnType<typeof createShelf>>;

/** What is known of one size, by its ends. */
async function createShelf(known: readonly Known[], contents: Contents) {
  const byPath = new Map<string, Known>();
  /** Under null what cannot be read: only its hash tells what it was. */
  const byEnds = new Map<string | null, Known[]>();

  async function add(one: Known) {
    const ends = await contents.ends({
      path: one.path,
      size: one.size,
      // What was transcribed may have been written over.
      ...(one.sha256 !== null && { modifiedMs: one.modifiedMs ?? -1 }),
    });
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), one]);
    byPath.set(one.path, one);
  }

  for (const one of known) await add(one);
  return {
    add,
    async find(file: FoundFile, onRead: (read: number) => void): Promise<Known | undefined> {
      const itself = byPath.get(file.path);
      if (itself?.isOpen) return undefined;
      if (itself?.modifiedMs === Math.floor(file.modifiedMs)) return itself;
      const ends = await contents.ends(file);
      const alike = [...(byEnds.get(ends) ?? []), ...(byEnds.get(null) ?? [])];
      if (ends === null || alike.length === 0) return undefined;
      const hash = await contents.hash(file, onRead);
      for (const other of alike) {
        // What lies at the same path now is the given file: what was transcribed is known by its hash only.
        const otherHash =
          other.sha256 ??
          (other === itself ? null : await contents.hash({ path: other.path, size: other.size }));
        if (hash !== null && otherHash === hash) return other;
      }
      return undefined;
    },
  };
}

/** The recordings that are transcribed or will be, with files of these sizes. */
async function knownOfSizes(em: EntityManager, files: readonly FoundFile[]): Promise<Known[]> {
  const sizes = [...new Set(files.map(({ size }) => size))];
  return em.execute<Known[]>(
    `select m.id as "recordingId", m.file_path as path, m.file_size::float8 as size, m.sha256,
       floor((m.format_info ->> 'modifiedMs')::float8) as "modifiedMs", coalesce(last.is_open, false) as "isOpen"
     from media_files m left join lateral (
       select i.status in ('pending', 'running', 'retrying') as is_open from batch_items i
       where i.media_file_id = m.id order by i.created_at desc, i.id limit 1) last on true
     where m.file_size = any(?::bigint[]) and m.deleted_at is null and (last.is_open or exists (
       select from transcription_results t where t.media_file_id = m.id and t.completed_at is not null))
     order by m.created_at, m.id`,
    [`{${sizes.join(',')}}`],
  );
}

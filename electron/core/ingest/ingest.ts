import { access, rm } from 'node:fs/promises';
import { basename, dirname, extname, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Comparison } from '../../../shared/contract/ingest.ts';
import type { Database } from '../database/database.ts';
import { findRecordings } from '../library/findRecordings.ts';
import { uuidArray } from '../queue/channel.ts';
import { compareFiles, type Repeat } from './repeats.ts';

/** Milliseconds between two words on how far a comparison is. */
const pace = 200;

export type Ingest = ReturnType<typeof createIngest>;

/** Looks at what people give before it is added. `uploads` is the folder of files that Trax owns. */
export function createIngest({ database, uploads }: { database: Database; uploads: string }) {
  type Original = { id: string; path: string; title: string };

  async function originalsOf(repeats: readonly Repeat[]): Promise<Map<string, Original>> {
    const ids = repeats.flatMap(({ recordingId }) => recordingId ?? []);
    const rows = await database.orm.em
      .fork()
      .execute<Original[]>(
        'select id, file_path as path, coalesce(title, file_name) as title from media_files where id = any(?::uuid[])',
        [uuidArray(ids)],
      );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** A copy is of no use beside its original, unless that cannot be reached. */
  async function giveUpCopy({ path }: Repeat, original: Original | undefined): Promise<void> {
    if (!path.startsWith(uploads + sep) || original?.path === path) return;
    const isReachable = await access(original?.path ?? path).then(
      () => true,
      () => false,
    );
    if (isReachable) await rm(dirname(path), { recursive: true, force: true });
  }

  async function compare(
    paths: readonly string[],
    signal: AbortSignal | undefined,
    onProgress: (share: number) => void,
  ): Promise<Comparison> {
    const { files, refused } = await findRecordings(paths);
    const em = database.orm.em.fork();
    const { fresh, repeats } = await compareFiles(em, files, { signal, onProgress });
    const originals = await originalsOf(repeats);
    const told = repeats.map((repeat) => {
      const original = originals.get(repeat.recordingId ?? '');
      return { ...repeat, title: original?.title ?? basename(repeat.path, extname(repeat.path)) };
    });
    for (const repeat of repeats) await giveUpCopy(repeat, originals.get(repeat.recordingId ?? ''));
    return { fresh: fresh.map(({ path }) => path), repeats: told, refused };
  }

  return {
    async *compare(paths: readonly string[], signal?: AbortSignal) {
      let share = 0;
      let told = 0;
      const comparing = compare(paths, signal, (now) => {
        share = now;
      });
      // Whoever stops listening stops the comparison by the signal.
      comparing.catch(() => undefined);
      while (!(await Promise.race([comparing.then(() => true), setTimeout(pace, false)]))) {
        if (share > told) yield { type: 'progress' as const, share };
        told = share;
      }
      yield { type: 'compared' as const, ...(await comparing) };
    },
  };
}

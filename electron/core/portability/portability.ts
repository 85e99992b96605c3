import { rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { PortabilityCounts } from '../../../shared/contract/portability.ts';
import { archiveEnding } from '../../../shared/contract/portability.ts';
import { TraxError } from '../../../shared/errors.ts';
import { exportFileName } from '../../../shared/formats/fileName.ts';
import type { Database } from '../database/database.ts';
import { folderFailure } from '../database/failures.ts';
import { requireOutside } from '../database/postgres/outside.ts';
import type { Events } from '../events/events.ts';
import { absolutePath } from '../files.ts';
import type { Log } from '../host.ts';
import { takeFromBin } from '../library/bin.ts';
import type { Library } from '../library/library.ts';
import { uuidArray } from '../queue/channel.ts';
import { createArchiveTarget, writeArchive } from './archiveTarget.ts';
import type { Carrying } from './carrying.ts';
import { manifestName } from './exportManifest.ts';
import { openArchive, openFolder } from './exportSource.ts';
import { createFolderTarget } from './folderTarget.ts';
import { type TakenIn, takeIn } from './takeIn.ts';
import type { LibraryFolders } from './takeInFiles.ts';
import { writeExport } from './writeExport.ts';

export type Portability = ReturnType<typeof createPortability>;

interface LibraryWish {
  readonly folder: string;
  readonly media: boolean;
}

/** A whole library, or some recordings, as files that any computer can read, and back. */
export function createPortability(needs: {
  readonly database: Database;
  readonly events: Events;
  readonly library: Library;
  readonly folders: LibraryFolders;
  readonly carrying: Carrying;
  readonly log: Log;
}) {
  const { database, events, library, folders, carrying, log } = needs;

  function exportLibrary(given: LibraryWish, outer?: AbortSignal): Promise<PortabilityCounts> {
    const path = absolutePath(given.folder);
    return carrying.run({
      kind: 'export',
      path,
      signal: outer,
      async run(report, signal) {
        const wish = { media: given.media, uploads: folders.uploads, signal, report };
        await requireOutside(database.place, path);
        return explained(path, signal, async () => {
          await rm(join(path, manifestName), { force: true });
          return writeExport(database, createFolderTarget(path), wish);
        });
      },
    });
  }

  function importLibrary(given: { folder: string }, outer?: AbortSignal): Promise<TakenIn> {
    const path = absolutePath(given.folder);
    return carrying.run({
      kind: 'import',
      path,
      signal: outer,
      async run(report, signal) {
        await using source = openFolder(path);
        const wish = { folders, atOnce: false, log, signal, report };
        const taken = await explained(folders.uploads, signal, () => takeIn(database, source, wish));
        await events.announce({ type: 'everything' });
        return taken;
      },
    });
  }

  /** What was in the bin is wanted again. */
  async function bringBack(recordingIds: readonly string[]): Promise<string[]> {
    const em = database.orm.em.fork();
    const binned = await em.execute<{ id: string }[]>(
      'select id from media_files where id = any(?::uuid[]) and deleted_at is not null',
      [uuidArray(recordingIds)],
    );
    const ids = binned.map(({ id }) => id);
    if (ids.length > 0) await em.transactional((tx) => takeFromBin(tx, events, ids));
    return ids;
  }

  async function requireAll(ids: readonly string[]) {
    for (const id of ids) await library.one(id);
  }

  return {
    exportLibrary,
    async importLibrary(given: { folder: string }, outer?: AbortSignal): Promise<PortabilityCounts> {
      const { rows, files } = await importLibrary(given, outer);
      return { rows, files };
    },
    startExport(given: LibraryWish) {
      void exportLibrary(given).catch((error: unknown) => tellFailure(log, error));
      return { started: true };
    },
    startImport(given: { folder: string }) {
      void importLibrary(given).catch((error: unknown) => tellFailure(log, error));
      return { started: true };
    },
    view: carrying.view,
    cancel: carrying.cancel,

    async exportRecordings(
      { ids, media, ...given }: { ids: readonly string[]; path: string; media: boolean },
      outer?: AbortSignal,
    ) {
      const path = absolutePath(given.path);
      await requireOutside(database.place, path);
      await requireAll(ids);
      const counts = await carrying.run({
        kind: 'copy',
        path,
        signal: outer,
        run: (report, signal) =>
          explained(path, signal, () =>
            writeArchive(path, (target) =>
              writeExport(database, target, {
                recordingIds: ids,
                media,
                uploads: folders.uploads,
                signal,
                report,
              }),
            ),
          ),
      });
      return { ...counts, size: (await stat(path)).size };
    },

    async importRecordings(given: { path: string }, outer?: AbortSignal): Promise<TakenIn> {
      const path = absolutePath(given.path);
      try {
        const taken = await carrying.run({
          kind: 'open',
          path,
          signal: outer,
          async run(report, signal) {
            await using source = await openArchive(path);
            const wish = { folders, atOnce: true, log, signal, report };
            return await explained(folders.uploads, signal, () => takeIn(database, source, wish));
          },
        });
        const newIds = [...taken.newIds, ...(await bringBack(taken.recordingIds))];
        await events.announce(
          newIds.length <= 100 ? { type: 'recordings', ids: newIds } : { type: 'everything' },
        );
        return { ...taken, newIds };
      } finally {
        await removeHandedOver(path, folders.uploads);
      }
    },

    /** An archive of recordings as an HTTP answer, for a browser to save. */
    async download(ids: readonly string[], media: boolean, signal: AbortSignal): Promise<Response> {
      const [first, ...more] = await Promise.all(ids.map((id) => library.one(id)));
      if (!first) return new Response(null, { status: 404 });
      const target = createArchiveTarget();
      const wish = { recordingIds: ids, media, uploads: folders.uploads, signal };
      writeExport(database, target, wish).catch((error: unknown) => {
        tellFailure(log, error);
        target.bytes.destroy(error as Error);
      });
      const title = more.length === 0 ? first.title : `${ids.length} recordings`;
      const name = encodeURIComponent(exportFileName(title, archiveEnding));
      return new Response(Readable.toWeb(target.bytes) as ReadableStream, {
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename*=UTF-8''${name}`,
          'cache-control': 'no-store',
        },
      });
    },
  };
}

/** An archive that a browser has handed over, in a folder of its own, is a copy of which nobody knows. */
async function removeHandedOver(path: string, uploads: string): Promise<void> {
  const folder = dirname(path);
  if (dirname(folder) !== uploads) return;
  await rm(path, { force: true });
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT') throw error;
  });
}

/** Runs something that writes to a folder, and says of a failure what people know. */
async function explained<Result>(
  path: string,
  signal: AbortSignal,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    throw folderFailure(error, path);
  }
}

function tellFailure(log: Log, error: unknown): void {
  const isExpected = error instanceof TraxError || (error instanceof Error && error.name === 'AbortError');
  if (!isExpected) log.error('An export or import failed', error);
}

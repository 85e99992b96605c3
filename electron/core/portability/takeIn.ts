import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { migrations } from '../../../migrations/index.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../host.ts';
import { ownedTables, root } from './belongings.ts';
import { bringUp } from './earlierSchema.ts';
import { type ExportManifest, readManifest } from './exportManifest.ts';
import { damaged, type ExportSource } from './exportSource.ts';
import { parseRow, tableRows } from './givenRows.ts';
import { readRows } from './readRows.ts';
import { createRenumbering, type Row, storeRows } from './storeRows.ts';
import { type MovedTable, movedTables } from './tables.ts';
import { importFiles, type LibraryFolders, type Paths, settle } from './takeInFiles.ts';
import type { Report } from './writeExport.ts';

export interface ImportWish {
  readonly folders: LibraryFolders;
  /** All rows in one transaction, or none; else page by page, so that an import that was stopped goes on. */
  readonly atOnce: boolean;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
}

export interface TakenIn {
  readonly rows: number;
  readonly files: number;
  /** All recordings of the export, in its order, and those of them that were not here before. */
  readonly recordingIds: string[];
  readonly newIds: string[];
}

/**
 * Reads an export into a library. A recording that is here already stays as it is, with all that belongs to it.
 * Throws EXPORT_DAMAGED before anything is stored, DATABASE_TOO_NEW, DISK_FULL.
 */
export async function takeIn(
  database: Pick<Database, 'orm' | 'url'>,
  source: ExportSource,
  wish: ImportWish,
): Promise<TakenIn> {
  const { signal, report, log } = wish;
  const manifest = await readManifest(source);
  const place = migrations.findIndex(({ name }) => name === manifest.schema);
  if (place < 0) throw new TraxError('DATABASE_TOO_NEW', { version: manifest.schema });
  await prove(source, manifest, wish);
  const em = database.orm.em.fork();
  const here = await recordingsFromBefore(em, manifest.id);
  const recordingIds = await idsOf(source, manifest, signal);
  const newIds = recordingIds.filter((id) => !here.has(id));
  // Not even what recordings refer to comes along with nothing.
  if (wish.atOnce && newIds.length === 0) return { rows: 0, files: 0, recordingIds, newIds };
  const files = await importFiles(source, manifest, here, wish);
  try {
    const given = (table: MovedTable) =>
      settledRows(table.name, tableRows(source, manifest, table, signal), files.paths, wish.folders);
    await using earlier =
      place < migrations.length - 1 ? await bringUp(database, manifest.schema, given, log) : null;
    const rowsOf = (table: MovedTable) => (earlier ? readWithin(earlier.em(), table) : given(table));
    const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
    const storing = createStoring(await movedTables(em), {
      here,
      exportId: wish.atOnce ? null : manifest.id,
      onRows: (done) => report?.('rows', Math.min(done, total), total),
      ...(signal && { signal }),
    });
    const rows = wish.atOnce
      ? await em.transactional((tx) => storing.storeAll(rowsOf, (run) => run(tx)))
      : await storing.storeAll(rowsOf, (run) => database.orm.em.fork().transactional(run));
    await forgetImport(em, manifest.id);
    // The first search would otherwise be planned for the library of before.
    if (!wish.atOnce && rows > 0) await em.execute('analyze');
    return { rows, files: files.written.length, recordingIds, newIds };
  } catch (error) {
    if (wish.atOnce) await files.removeWritten();
    throw error;
  }
}

async function idsOf(source: ExportSource, manifest: ExportManifest, signal?: AbortSignal) {
  const ids: string[] = [];
  for await (const page of tableRows(source, manifest, { name: root, isExact: false }, signal))
    ids.push(...page.map(({ id }) => String(id)));
  return ids;
}

/** Every file of the export is what was written. */
async function prove(source: ExportSource, { tables, files }: ExportManifest, wish: ImportWish) {
  const { signal, report } = wish;
  const all = [...tables, ...files];
  const total = all.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { path, size, sha256 } of all) {
    signal?.throwIfAborted();
    const found = await source.sizeOf(path);
    if (found === null) throw damaged(source.path, path, 'is missing');
    const hash = createHash('sha256');
    try {
      await pipeline(await source.read(path), hash, signal ? { signal } : {});
    } catch (cause) {
      signal?.throwIfAborted();
      throw damaged(source.path, path, 'cannot be read', cause);
    }
    if (found !== size || hash.digest('hex') !== sha256) throw damaged(source.path, path, 'was changed');
    done += size;
    report?.('checking', done, total);
  }
}

async function* settledRows(
  table: string,
  pages: AsyncIterable<Row[]>,
  paths: Paths,
  folders: LibraryFolders,
): AsyncGenerator<Row[]> {
  for await (const page of pages)
    yield await Promise.all(page.map((row) => settle(table, row, paths, folders)));
}

async function* readWithin(em: EntityManager, table: MovedTable): AsyncGenerator<Row[]> {
  await em.begin();
  try {
    for await (const page of readRows(em, table)) yield page.map((line) => parseRow(table, line));
  } finally {
    await em.rollback();
  }
}

/** The recordings that are here, but for those that an import of the same export, stopped half-way, has brought. */
async function recordingsFromBefore(em: EntityManager, exportId: string): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from media_files m where not exists
       (select 1 from imported_recordings i where i.media_file_id = m.id and i.export_id = ?)`,
    [exportId],
  );
  return new Set(rows.map(({ id }) => id));
}

async function forgetImport(em: EntityManager, exportId: string): Promise<void> {
  await em.execute('delete from imported_recordings where export_id = ?', [exportId]);
}

interface StoringOptions {
  readonly here: ReadonlySet<string>;
  /** Under which name new recordings are noted until all that belongs to them is here; null where that is not needed. */
  readonly exportId: string | null;
  readonly onRows: (done: number) => void;
  readonly signal?: AbortSignal;
}

type Transact = (run: (em: EntityManager) => Promise<number>) => Promise<number>;

/** Stores the rows of an export table after table, without those of recordings that were here before. */
function createStoring(tables: readonly MovedTable[], options: StoringOptions) {
  const { here, exportId, onRows, signal } = options;
  const owned = new Set(ownedTables(tables).map(({ name }) => name));
  const referred = new Set(tables.flatMap(({ references }) => references.map(({ table }) => table)));
  /** The keys of rows that stay out, of tables that others refer to. */
  const leftOut = new Map<string, Set<unknown>>();

  function staysOut(table: MovedTable, row: Row): boolean {
    if (!owned.has(table.name)) return false;
    const isOut =
      table.name === root
        ? here.has(String(row.id))
        : table.references.some(
            (one) => owned.has(one.table) && leftOut.get(one.table)?.has(row[one.column]),
          );
    const [key] = table.key;
    if (isOut && key && referred.has(table.name)) {
      const keys = leftOut.get(table.name) ?? new Set();
      leftOut.set(table.name, keys.add(row[key]));
    }
    return isOut;
  }

  return {
    async storeAll(rowsOf: (table: MovedTable) => AsyncIterable<Row[]>, transact: Transact): Promise<number> {
      const renumbering = createRenumbering();
      let [stored, looked] = [0, 0];
      for (const table of tables) {
        for await (const page of rowsOf(table)) {
          signal?.throwIfAborted();
          const taken = page.filter((row) => !staysOut(table, row));
          stored += await transact(async (em) => {
            const count = await storeRows(em, table, taken, renumbering);
            if (table.name === root && exportId) await noteImported(em, exportId, taken);
            return count;
          });
          looked += page.length;
          onRows(looked);
        }
      }
      return stored;
    },
  };
}

async function noteImported(em: EntityManager, exportId: string, rows: readonly Row[]): Promise<void> {
  await em.execute(
    `insert into imported_recordings (media_file_id, export_id)
     select id::uuid, ? from jsonb_array_elements_text(?::jsonb) as given(id) on conflict do nothing`,
    [exportId, JSON.stringify(rows.map(({ id }) => id))],
  );
}

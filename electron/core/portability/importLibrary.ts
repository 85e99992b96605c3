import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, normalize, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { EntityManager } from '@mikro-orm/postgresql';
import { migrations } from '../../../migrations/index.ts';
import type { PortabilityCounts } from '../../../shared/contract/portability.ts';
import { TraxError } from '../../../shared/errors.ts';
import { copyFile } from '../backups/copyFile.ts';
import type { Database } from '../database/database.ts';
import { hashOf, lookAt } from './exportLibrary.ts';
import { type ExportManifest, fileColumns, readExport } from './exportManifest.ts';
import { createRenumbering, type Renumbering, type Row, storeRows } from './storeRows.ts';
import { type MovedTable, movedTables } from './tables.ts';

/** Rows that are stored at once, in a transaction of their own. */
const pageSize = 500;

interface ImportWish {
  readonly folder: string;
  /** Where the files of a recording go, by the column that names them. */
  readonly folders: { readonly uploads: string; readonly playback: string; readonly peaks: string };
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads an exported library into this one. What is there already stays as it is; begun again after a stop, it goes on.
 * Throws EXPORT_DAMAGED before anything is stored, DATABASE_TOO_NEW, DISK_FULL.
 */
export async function importLibrary(database: Database, wish: ImportWish): Promise<PortabilityCounts> {
  const { folder, signal } = wish;
  const manifest = await readExport(folder);
  if (!migrations.some(({ name }) => name === manifest.schema)) {
    throw new TraxError('DATABASE_TOO_NEW', { version: manifest.schema });
  }
  await prove(folder, manifest, signal);
  const { paths, written } = await importFiles(database, manifest, wish);
  const renumbering = createRenumbering();
  let rows = 0;
  for (const table of await movedTables(database.orm.em.fork())) {
    const given = manifest.tables.find(({ name }) => name === table.name);
    if (given)
      rows += await importTable(database, table, join(folder, given.path), { paths, renumbering, signal });
  }
  return { rows, files: written };
}

/** Every file of the export is what was written. */
async function prove(folder: string, { tables, files }: ExportManifest, signal?: AbortSignal): Promise<void> {
  for (const { path, size, sha256 } of [...tables, ...files]) {
    signal?.throwIfAborted();
    const damaged = (reason: string) => new TraxError('EXPORT_DAMAGED', { path: folder, reason });
    const full = normalize(join(folder, path));
    if (!full.startsWith(normalize(folder + sep))) throw damaged(`${path} leads out of it`);
    const found = await lookAt(full);
    if (!found) throw damaged(`${path} is missing`);
    if (found.size !== size || (await hashOf(full, signal)) !== sha256) throw damaged(`${path} was changed`);
  }
}

/** Where the files of each recording are on this computer, by recording and column. */
type Paths = ReadonlyMap<string, Partial<Record<string, string>>>;

/** Files come before the rows that name them: a recording that is here has its files. */
async function importFiles(
  database: Database,
  { files }: ExportManifest,
  { folder, folders, signal }: ImportWish,
) {
  const recordings = await database.orm.em.fork().execute<{ id: string }[]>('select id from media_files');
  const known = new Set(recordings.map(({ id }) => id));
  const paths = new Map<string, Partial<Record<string, string>>>();
  let written = 0;
  for (const { path, size, recordingId, column, original } of files) {
    if (known.has(recordingId)) continue;
    if (original !== null && (await lookAt(original).catch(() => null))?.size === size) continue;
    const name = basename(path);
    const to =
      column === 'file_path'
        ? join(folders.uploads, recordingId, name)
        : join(column === 'peaks_path' ? folders.peaks : folders.playback, name);
    paths.set(recordingId, { ...paths.get(recordingId), [column]: to });
    if ((await lookAt(to))?.size === size) continue;
    await mkdir(dirname(to), { recursive: true });
    const unfinished = `${to}.part`;
    await rm(unfinished, { force: true });
    await copyFile(join(folder, path), unfinished, { signal });
    await rename(unfinished, to);
    written++;
  }
  return { paths, written };
}

async function importTable(
  database: Database,
  table: MovedTable,
  path: string,
  {
    paths,
    renumbering,
    signal,
  }: { paths: Paths; renumbering: Renumbering; signal?: AbortSignal | undefined },
): Promise<number> {
  let stored = 0;
  const store = (rows: readonly Row[]) =>
    database.orm.em.fork().transactional((em: EntityManager) => storeRows(em, table, rows, renumbering));
  let page: Row[] = [];
  const input = createReadStream(path);
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    signal?.throwIfAborted();
    page.push(await settle(table, JSON.parse(line), paths));
    if (page.length < pageSize) continue;
    stored += await store(page);
    page = [];
  }
  return stored + (page.length > 0 ? await store(page) : 0);
}

/** A row as it fits this computer: its files are elsewhere, and nobody works on it yet. */
async function settle({ name }: MovedTable, row: Row, paths: Paths): Promise<Row> {
  if (name === 'batch_items' && row.status === 'running') {
    return { ...row, status: 'pending', lease_owner: null, lease_until: null, stage: null };
  }
  if (name !== 'media_files') return row;
  const moved: Record<string, unknown> = { ...row };
  for (const { column } of fileColumns) {
    const former = row[column];
    if (typeof former !== 'string') continue;
    const here = paths.get(String(row.id))?.[column];
    // A recording keeps where it was: it may come back with its drive.
    const isKept = column === 'file_path' || (await lookAt(former).catch(() => null)) !== null;
    moved[column] = here ?? (isKept ? former : null);
  }
  return moved;
}

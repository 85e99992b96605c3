import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import packageJson from '../../../package.json' with { type: 'json' };
import type { PortabilityCounts } from '../../../shared/contract/portability.ts';
import { copyFile } from '../backups/copyFile.ts';
import type { Database } from '../database/database.ts';
import { folderFailure, isMissing } from '../database/failures.ts';
import { executedMigrations } from '../database/migrate.ts';
import { writeWhole } from '../files.ts';
import { type ExportManifest, fileColumns, manifestName } from './exportManifest.ts';
import { type MovedTable, movedTables } from './tables.ts';

/** Rows that are read at once. */
const pageSize = 1000;

interface ExportWish {
  readonly folder: string;
  readonly media: boolean;
  /** The folder of recordings that Trax owns. */
  readonly uploads: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a library into a folder, as of one moment. Begun again after a stop, files that are there already are not
 * copied again. Throws FOLDER_NOT_WRITABLE, DISK_FULL.
 */
export async function exportLibrary(database: Database, wish: ExportWish): Promise<PortabilityCounts> {
  const { folder } = wish;
  try {
    await mkdir(join(folder, 'tables'), { recursive: true });
    await rm(join(folder, manifestName), { force: true });
    const tables = await exportTables(database, wish);
    const { files, written } = await exportFiles(database, wish);
    const manifest: ExportManifest = {
      format: 1,
      trax: packageJson.version,
      schema: (await executedMigrations(database.orm)).at(-1) ?? '',
      exportedAt: new Date().toISOString(),
      tables,
      files,
    };
    await writeWhole(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
    return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: written };
  } catch (error) {
    wish.signal?.throwIfAborted();
    throw folderFailure(error, folder);
  }
}

/** All tables in one transaction that sees one moment, however long it takes. */
async function exportTables(database: Database, { folder, signal }: ExportWish) {
  return database.orm.em.fork().transactional(
    async (em) => {
      const tables: ExportManifest['tables'] = [];
      for (const table of await movedTables(em)) tables.push(await exportTable(em, table, folder, signal));
      return tables;
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function exportTable(em: EntityManager, table: MovedTable, folder: string, signal?: AbortSignal) {
  const path = `tables/${table.name}.jsonl`;
  await using file = await open(join(folder, path), 'w', 0o600);
  const hash = createHash('sha256');
  let [rows, size] = [0, 0];
  const cursor = `export_${table.name}`;
  const order = (table.key.length > 0 ? table.key : table.columns).map((column) => `"${column}"`).join(', ');
  await em.execute(
    `declare ${cursor} no scroll cursor for select to_jsonb(t)::text as line from "${table.name}" t order by ${order}`,
  );
  for (;;) {
    signal?.throwIfAborted();
    const page = await em.execute<{ line: string }[]>(`fetch ${pageSize} from ${cursor}`);
    if (page.length === 0) break;
    const text = Buffer.from(page.map(({ line }) => `${line}\n`).join(''));
    hash.update(text);
    await file.writeFile(text);
    rows += page.length;
    size += text.length;
  }
  await em.execute(`close ${cursor}`);
  await file.sync();
  return { name: table.name, path, rows, size, sha256: hash.digest('hex') };
}

async function exportFiles(database: Database, { folder, media, uploads, signal }: ExportWish) {
  const files: ExportManifest['files'] = [];
  let written = 0;
  for (const { column, isMedia } of fileColumns) {
    if (isMedia && !media) continue;
    const rows = await database.orm.em
      .fork()
      .execute<{ id: string; path: string }[]>(
        `select id, ${column} as path from media_files where ${column} is not null and deleted_at is null order by id`,
      );
    for (const row of rows) {
      const path = `files/${column}/${row.id}/${basename(row.path)}`;
      const copied = await copyOnce(row.path, join(folder, path), signal);
      // A file that is not there is the library's own trouble: trax check names it.
      if (!copied) continue;
      const isOwn = column !== 'file_path' || row.path.startsWith(uploads + sep);
      files.push({
        path,
        size: copied.size,
        sha256: copied.sha256,
        recordingId: row.id,
        column,
        original: isOwn ? null : row.path,
      });
      if (copied.isNew) written++;
    }
  }
  return { files, written };
}

/** Copies a file unless it is there already; null where there is none to copy. */
async function copyOnce(from: string, to: string, signal?: AbortSignal) {
  const [source, target] = [await lookAt(from), await lookAt(to)];
  if (!source) return null;
  if (target && target.size === source.size && target.mtimeMs >= source.mtimeMs) {
    return { size: target.size, sha256: await hashOf(to, signal), isNew: false };
  }
  const unfinished = `${to}.part`;
  await mkdir(dirname(to), { recursive: true });
  await rm(unfinished, { force: true });
  const copied = await copyFile(from, unfinished, { signal });
  await rename(unfinished, to);
  return { ...copied, isNew: true };
}

export async function hashOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, signal ? { signal } : {});
  return hash.digest('hex');
}

export async function lookAt(path: string) {
  return stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

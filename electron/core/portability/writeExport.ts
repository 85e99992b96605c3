import { createHash } from 'node:crypto';
import { basename, sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import packageJson from '../../../package.json' with { type: 'json' };
import type { CarryStage } from '../../../shared/contract/portability.ts';
import type { Database } from '../database/database.ts';
import { executedMigrations } from '../database/migrate.ts';
import { belongingsOf } from './belongings.ts';
import { type ExportManifest, fileColumns, manifestName } from './exportManifest.ts';
import type { ExportTarget } from './exportTarget.ts';
import { lookAt } from './folderTarget.ts';
import { readRows, type Selection } from './readRows.ts';
import { type MovedTable, movedTables } from './tables.ts';

/** How far an export or import is: rows or bytes. */
export type Report = (stage: CarryStage, done: number, total: number) => void;

export interface ExportWish {
  /** Only these recordings with what belongs to them; all of the library without. */
  readonly recordingIds?: readonly string[] | undefined;
  readonly media: boolean;
  /** The folder of recordings that Trax owns. */
  readonly uploads: string;
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
}

/** Writes a library, or some of its recordings, as of one moment. Gives how many rows and files were written. */
export async function writeExport(
  database: Pick<Database, 'orm'>,
  target: ExportTarget,
  wish: ExportWish,
): Promise<{ rows: number; files: number }> {
  const tables = await exportTables(database, target, wish);
  const { files, written } = await exportFiles(database, target, wish);
  const manifest: ExportManifest = {
    format: 1,
    trax: packageJson.version,
    schema: (await executedMigrations(database.orm)).at(-1) ?? '',
    exportedAt: new Date().toISOString(),
    tables,
    files,
  };
  await target.finish(manifestName, `${JSON.stringify(manifest, null, 1)}\n`);
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: written };
}

/** All tables in one transaction that sees one moment, however long it takes. */
async function exportTables({ orm }: Pick<Database, 'orm'>, target: ExportTarget, wish: ExportWish) {
  return orm.em.fork().transactional(
    async (em) => {
      // It holds nobody up, and a slow disk may take its time.
      await em.execute('set local idle_in_transaction_session_timeout = 0');
      const all = await movedTables(em);
      const selections = wish.recordingIds ? belongingsOf(all, wish.recordingIds) : null;
      const chosen = selections ? all.filter(({ name }) => selections.has(name)) : all;
      const total = wish.report ? await countRows(em, chosen, selections) : 0;
      const tables: ExportManifest['tables'] = [];
      let before = 0;
      for (const table of chosen) {
        const onRows = (rows: number) => wish.report?.('rows', before + rows, total);
        const exported = await exportTable(em, target, table, selections?.get(table.name), {
          signal: wish.signal,
          onRows,
        });
        before += exported.rows;
        tables.push(exported);
      }
      return tables;
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}

async function countRows(
  em: EntityManager,
  tables: readonly MovedTable[],
  selections: ReadonlyMap<string, Selection> | null,
): Promise<number> {
  const counts = tables.map(
    ({ name }) => `(select count(*) from "${name}" t where ${selections?.get(name)?.where ?? 'true'})`,
  );
  const [row] = await em.execute<{ total: string }[]>(`select ${counts.join(' + ')} as total`);
  return Number(row?.total ?? 0);
}

async function exportTable(
  em: EntityManager,
  target: ExportTarget,
  table: MovedTable,
  selection: Selection | undefined,
  { signal, onRows }: { signal?: AbortSignal | undefined; onRows: (rows: number) => void },
) {
  const path = `tables/${table.name}.jsonl`;
  const hash = createHash('sha256');
  let [rows, size] = [0, 0];
  async function* pieces() {
    for await (const page of readRows(em, table, selection)) {
      signal?.throwIfAborted();
      const piece = Buffer.from(page.map((line) => `${line}\n`).join(''));
      hash.update(piece);
      rows += page.length;
      size += piece.length;
      onRows(rows);
      yield piece;
    }
  }
  await target.write(path, pieces());
  return { name: table.name, path, rows, size, sha256: hash.digest('hex') };
}

interface NamedFile {
  readonly id: string;
  readonly path: string;
  readonly column: (typeof fileColumns)[number]['column'];
}

async function exportFiles(database: Pick<Database, 'orm'>, target: ExportTarget, wish: ExportWish) {
  const named = await namedFiles(database, wish);
  const total = wish.report ? await sizeOfAll(named) : 0;
  const files: ExportManifest['files'] = [];
  let [written, done] = [0, 0];
  const onBytes = (count: number) => {
    done += count;
    wish.report?.('files', done, total);
  };
  for (const { id, path: from, column } of named) {
    const path = `files/${column}/${id}/${plainName(basename(from))}`;
    const copied = await target.copy(path, from, { signal: wish.signal, onBytes });
    // A file that is not there is the library's own trouble: trax check names it.
    if (!copied) continue;
    const isOwn = column !== 'file_path' || from.startsWith(wish.uploads + sep);
    const { size, sha256, isNew } = copied;
    files.push({ path, size, sha256, recordingId: id, column, original: isOwn ? null : from });
    if (isNew) written++;
  }
  return { files, written };
}

async function namedFiles({ orm }: Pick<Database, 'orm'>, { media, recordingIds }: ExportWish) {
  const em = orm.em.fork();
  const files: NamedFile[] = [];
  for (const { column, isMedia } of fileColumns) {
    if (isMedia && !media) continue;
    const chosen = recordingIds ? 'and id = any(?::uuid[])' : 'and deleted_at is null';
    files.push(
      ...(await em.execute<NamedFile[]>(
        `select id, ${column} as path, '${column}' as column from media_files
         where ${column} is not null ${chosen} order by id`,
        recordingIds ? [`{${recordingIds.join(',')}}`] : [],
      )),
    );
  }
  return files;
}

async function sizeOfAll(files: readonly NamedFile[]): Promise<number> {
  let size = 0;
  for (const { path } of files) size += (await lookAt(path))?.size ?? 0;
  return size;
}

/** A name that every file system and every archive takes. */
function plainName(name: string): string {
  return name.replace(/[<>:"|?*\\\p{Cc}]/gu, '-');
}

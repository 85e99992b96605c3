import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** Rows that were copied and all that there are. */
export type CopyProgress = (done: number, total: number) => void;

/**
 * Copies the rows of every table, and where sequences stand, into a database whose schema is there already. Tables and columns
 * that only the source has are made without their rules. Everything in one transaction, and proved: as many rows, with the same
 * contents. Throws what the databases say, and an error that names a table whose copy differs.
 */
export async function copyDatabase(
  source: Client,
  target: Client,
  onProgress: CopyProgress,
  signal?: AbortSignal,
): Promise<void> {
  const tables = await tablesOf(source);
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await source.query<{ count: string }>(`select count(*) from ${quoted(name)}`);
    counts.set(name, Number(rows[0]?.count ?? 0));
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  await target.query('begin');
  try {
    // Triggers and references have done their work when the rows were stored.
    await target.query('set local session_replication_role = replica');
    await addWhatIsMissing(tables, target);
    let done = 0;
    for (const table of tables) {
      signal?.throwIfAborted();
      await copyTable(table, source, target, signal);
      await requireSame(table, source, target);
      done += counts.get(table.name) ?? 0;
      onProgress(done, total);
    }
    await copySequences(source, target);
    await target.query('commit');
  } catch (error) {
    await target.query('rollback').catch(() => undefined);
    throw error;
  }
  await target.query('analyze');
}

/** Tables with the columns that are stored; which migrations were run is noted by running them. */
async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, jsonb_agg(jsonb_build_object('name', a.attname,
       'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attgenerated = ''
       and c.relname <> 'mikro_orm_migrations'
     group by c.relname order by c.relname`,
  );
  return rows;
}

async function addWhatIsMissing(tables: readonly Table[], target: Client): Promise<void> {
  const there = new Map((await tablesOf(target)).map((table) => [table.name, table.columns]));
  for (const { name, columns } of tables) {
    const known = there.get(name);
    if (!known) await target.query(`create table ${quoted(name)} ()`);
    for (const column of columns) {
      if (known?.some((one) => one.name === column.name)) continue;
      await target.query(`alter table ${quoted(name)} add column ${quoted(column.name)} ${column.type}`);
    }
  }
}

async function copyTable(
  { name, columns }: Table,
  source: Client,
  target: Client,
  signal?: AbortSignal,
): Promise<void> {
  const list = columns.map((column) => quoted(column.name)).join(', ');
  // A migration may have filled it.
  await target.query(`delete from ${quoted(name)}`);
  await pipeline(
    source.query(copyTo(`copy ${quoted(name)} (${list}) to stdout`)),
    target.query(copyFrom(`copy ${quoted(name)} (${list}) from stdin`)),
    signal ? { signal } : {},
  );
}

async function requireSame({ name, columns }: Table, source: Client, target: Client): Promise<void> {
  const list = columns.map((column) => quoted(column.name)).join(', ');
  const sql = `select count(*) as count, coalesce(sum(hashtextextended(row(${list})::text, 0)), 0) as contents
    from ${quoted(name)}`;
  const [was, is] = [await source.query(sql), await target.query(sql)].map(({ rows }) =>
    JSON.stringify(rows),
  );
  if (was !== is) throw new Error(`the copy of the table ${name} differs`);
}

async function copySequences(source: Client, target: Client): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = current_schema() and last_value is not null`,
  );
  for (const { name, last } of rows) {
    const { rows: found } = await target.query('select to_regclass($1) as name', [quoted(name)]);
    if (found[0]?.name) await target.query('select setval($1, $2)', [quoted(name), last]);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

import type { Client } from 'pg';
import { isLostServer, isThereAlready } from '../database/failures.ts';

/** Something that the server found when it read its own files. */
export interface BrokenTable {
  readonly table: string;
  readonly problem: string;
}
export interface BrokenIndex {
  readonly index: string;
  readonly table: string;
  readonly problem: string;
}

/** Reads every row of every table: the server proves the checksum of each page. Throws what it finds. */
export async function readEveryTable(connection: Client, signal?: AbortSignal): Promise<void> {
  const [broken] = await brokenTables(connection, signal);
  if (broken) throw new Error(`${broken.table}: ${broken.problem}`);
}

/** The tables of which a page cannot be read. */
export async function brokenTables(connection: Client, signal?: AbortSignal): Promise<BrokenTable[]> {
  const { rows } = await connection.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`,
  );
  const broken: BrokenTable[] = [];
  for (const { name: table } of rows) {
    signal?.throwIfAborted();
    // A row as text is read whole, with what lies in other pages; an index must not stand in for the table.
    const problem = await problemOf(
      connection,
      `select sum(length(t::text)) from ${table} t`,
      'set local enable_indexonlyscan = off',
    );
    if (problem) broken.push({ table, problem });
  }
  return broken;
}

/** The indexes whose order or contents are wrong (amcheck; it knows those of the kind gin since PostgreSQL 18). */
export async function brokenIndexes(connection: Client, signal?: AbortSignal): Promise<BrokenIndex[]> {
  await needAmcheck(connection);
  const { rows } = await connection.query<{ oid: number; index: string; table: string; ordered: boolean }>(
    `select i.indexrelid::int8 as oid, i.indexrelid::regclass::text as index, i.indrelid::regclass::text as table,
       a.amname = 'btree' as ordered
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
     where c.relnamespace = current_schema()::regnamespace and i.indisvalid
       and (a.amname = 'btree' or a.amname = 'gin' and to_regproc('gin_index_check') is not null)
     order by 2`,
  );
  const broken: BrokenIndex[] = [];
  for (const { oid, index, table, ordered } of rows) {
    signal?.throwIfAborted();
    const call = ordered ? `bt_index_check(${oid}::regclass, true)` : `gin_index_check(${oid}::regclass)`;
    const problem = await problemOf(connection, `select ${call}`);
    if (problem) broken.push({ index, table, problem });
  }
  return broken;
}

/** Two checks that begin at once both find it missing: "if not exists" does not look for what the other is just making. */
async function needAmcheck(connection: Client): Promise<void> {
  try {
    await connection.query('create extension if not exists amcheck');
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

async function problemOf(connection: Client, sql: string, first = 'select 1'): Promise<string | null> {
  try {
    await connection.query('begin');
    await connection.query(first);
    await connection.query(sql);
    return null;
  } catch (error) {
    if (isLostServer(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  } finally {
    await connection.query('rollback').catch(() => undefined);
  }
}

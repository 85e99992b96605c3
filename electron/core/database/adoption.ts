import type { MikroORM } from '@mikro-orm/postgresql';
import { initial } from '../../../migrations/001-initial.ts';
import { enhancement } from '../../../migrations/002-enhancement.ts';
import { batches } from '../../../migrations/003-batches.ts';
import { v2, v2Additions } from '../../../migrations/004-v2.ts';
import { migrations } from '../../../migrations/index.ts';
import { TraxError } from '../../../shared/errors.ts';
import { type Reason, say } from '../../../shared/sentences.ts';
import type { Log } from '../host.ts';

/** The migrations that the original platform had run, under other names, at its version 2.0.0. */
const original = [initial, enhancement, batches, v2];

/** Where the original tables are made for comparison, for the length of a transaction. */
const scratch = 'trax_comparison';

interface Column {
  readonly place: string;
  readonly type: string;
}

/**
 * Takes over a database that the original platform made: compares its tables with those of version 2.0.0, makes what
 * they lack (view, trigger, indexes) and notes 001 to 004 as done. Does nothing in an empty database.
 * Throws MIGRATION_FAILED for a database of another kind or version.
 */
export async function adopt(orm: MikroORM, log: Log): Promise<void> {
  const tables = await baseTables(orm);
  if (!tables.includes('media_files') && !tables.includes('transcription_results')) return;
  if (!tables.includes('transcription_results') || tables.includes('transcripts')) {
    throw notAdoptable(say('reason.originalTooOld'));
  }
  // Makes the table of migrations.
  await orm.migrator.getExecuted();
  await orm.em.fork().transactional(async (em) => {
    const present = await columnsOf((sql) => em.execute(sql), 'current_schema()');
    await em.execute(`create schema ${scratch}`);
    await em.execute(`set local search_path to ${scratch}`);
    for (const sql of original.flatMap((statements) => statements.up)) await em.execute(sql);
    const wanted = await columnsOf((sql) => em.execute(sql), `'${scratch}'`);
    await em.execute('set local search_path to default');
    await em.execute(`drop schema ${scratch} cascade`);

    const types = new Map(present.map((column) => [column.place, column.type]));
    const different = wanted.filter((column) => types.get(column.place) !== column.type);
    if (different.length > 0) {
      const named = different.map(({ place, type }) => `${place}: ${types.get(place) ?? '?'} ≠ ${type}`);
      throw notAdoptable(say('reason.originalDiffers', { columns: named.join('; ') }));
    }
    for (const sql of v2Additions) await em.execute(sql);
    for (const { name } of migrations.slice(0, original.length)) {
      await em.execute('insert into mikro_orm_migrations (name) values (?)', [name]);
    }
  });
  log.info('adopted a database of the original platform');
}

async function baseTables(orm: MikroORM): Promise<string[]> {
  const rows = await orm.em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  return rows.map((row) => row.name);
}

function columnsOf(execute: (sql: string) => Promise<unknown>, schema: string): Promise<Column[]> {
  return execute(
    `select table_name || '.' || column_name as place, udt_name as type from information_schema.columns
      join information_schema.tables using (table_catalog, table_schema, table_name)
      where table_schema = ${schema} and table_type = 'BASE TABLE' order by 1`,
  ) as Promise<Column[]>;
}

function notAdoptable(reason: Reason): TraxError {
  return new TraxError('MIGRATION_FAILED', { reason });
}

import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.ts';
import { createOrm } from '../database/orm.ts';
import type { Log } from '../host.ts';
import { createRenumbering, type Row, storeRows } from './storeRows.ts';
import { type MovedTable, movedTables } from './tables.ts';

const prefix = 'trax_import_';

/**
 * Builds an export of an earlier schema up as a database of its own and brings that to the newest schema by the same
 * migrations as any library, so that its rows say what they would say had they been here. Disposing drops it.
 */
export async function bringUp(
  database: Pick<Database, 'orm' | 'url'>,
  schema: string,
  rowsOf: (table: MovedTable) => AsyncIterable<Row[]>,
  log: Log,
): Promise<AsyncDisposable & { em(): EntityManager }> {
  await using opening = new AsyncDisposableStack();
  const administer = (sql: string) => database.orm.em.fork().execute(sql);
  await dropForsaken(database.orm.em.fork());
  const name = `${prefix}${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}`);
  opening.defer(async () => void (await administer(`drop database if exists ${name} with (force)`)));
  const orm = createOrm(withDatabase(database.url, name), name, log);
  opening.defer(() => orm.close(true));
  await orm.migrator.up({ to: schema });
  const renumbering = createRenumbering();
  for (const table of await movedTables(orm.em.fork())) {
    for await (const page of rowsOf(table)) {
      await orm.em.fork().transactional((em) => storeRows(em, table, page, renumbering));
    }
  }
  await orm.migrator.up();
  const open = opening.move();
  return { em: () => orm.em.fork(), [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** What a crash left: nobody is connected to it. */
async function dropForsaken(em: EntityManager): Promise<void> {
  const left = await em.execute<{ name: string }[]>(
    `select d.datname as name from pg_database d where d.datname like '${prefix}%'
       and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)`,
  );
  for (const { name } of left) await em.execute(`drop database if exists "${name}"`);
}

function withDatabase(url: string, name: string): string {
  const [address = '', query] = url.split('?');
  return `${address.replace(/\/[^/]*$/, `/${name}`)}${query === undefined ? '' : `?${query}`}`;
}

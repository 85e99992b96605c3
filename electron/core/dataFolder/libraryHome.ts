import { sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Log } from '../host.ts';

/**
 * Makes the paths of Trax's own files right when the library is found in another data folder than before: after a move, as
 * a copy, or restored from a backup of before a move. One query when nothing has changed.
 */
export async function settleHome(em: EntityManager, dataFolder: string, log: Log): Promise<void> {
  const [row] = await em.execute<{ data_folder: string }[]>('select data_folder from library_home');
  if (row?.data_folder === dataFolder) return;
  await em.transactional(async (tx) => {
    if (row) await movePaths(tx, row.data_folder + sep, dataFolder + sep);
    await tx.execute(
      `insert into library_home (data_folder) values (?)
       on conflict (id) do update set data_folder = excluded.data_folder`,
      [dataFolder],
    );
  });
  if (row) log.info('the library was found in another folder', { from: row.data_folder, to: dataFolder });
}

async function movePaths(em: EntityManager, from: string, to: string): Promise<void> {
  const columns = await em.execute<{ table: string; column: string }[]>(
    `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
       and c.column_name ~ '(^|_)path$' and c.data_type in ('text', 'character varying')`,
  );
  for (const { table, column } of columns) {
    await em.execute(
      `update "${table}" set "${column}" = ?::text || substr("${column}", ?) where starts_with("${column}", ?)`,
      [to, [...from].length + 1, from],
    );
  }
}

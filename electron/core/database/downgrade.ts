import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { migrations } from '../../../migrations/index.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from './database.ts';
import { presenceLock } from './locks.ts';

/** What going back to an older schema takes away; nothing else changes for good. */
export interface Losses {
  /** Tables that go, with the rows in them. */
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** Columns that go, with the rows that have something in them. */
  readonly columns: readonly { readonly table: string; readonly column: string; readonly rows: number }[];
  /** Rows that go although their table stays. */
  readonly rows: readonly { readonly table: string; readonly rows: number }[];
}

/** Goes back to a schema and says by that what it takes away, then undoes all of it. Throws INVALID_INPUT. */
export async function planDowngrade(orm: MikroORM, to: string): Promise<Losses> {
  requireKnown(to);
  let losses: Losses | null = null;
  const undone = new Error('undone');
  await orm.em
    .fork()
    .transactional(async (em) => {
      const before = await contentsOf(em);
      await goDown(orm, em, to);
      losses = lossesBetween(before, await contentsOf(em));
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return losses ?? { tables: [], columns: [], rows: [] };
}

/** Goes back to a schema, for an older Trax. Throws INVALID_INPUT; NOT_ALLOWED_NOW while others have the library open. */
export async function downgrade({ orm }: Pick<Database, 'orm'>, to: string): Promise<void> {
  requireKnown(to);
  const [space, number] = presenceLock;
  const [row] = await orm.em.fork().execute<{ cores: number }[]>(
    `select count(*)::int as cores from pg_locks where locktype = 'advisory' and classid = ? and objid = ?
       and database = (select oid from pg_database where datname = current_database())`,
    [space, number],
  );
  if ((row?.cores ?? 0) > 1) throw new TraxError('NOT_ALLOWED_NOW', { reason: say('busy.openElsewhere') });
  await orm.em.fork().transactional((em) => goDown(orm, em, to));
}

async function goDown(orm: MikroORM, em: EntityManager, to: string): Promise<void> {
  await orm.migrator.down({ to, transaction: em.getTransactionContext() });
}

function requireKnown(to: string): void {
  const names = migrations.map(({ name }) => name);
  if (!names.includes(to))
    throw new TraxError('INVALID_INPUT', { reason: say('reason.schemas', { names: names.join(', ') }) });
}

/** A table by what stays when it is renamed, and how many of its rows hold something in each column. */
interface TableContents {
  readonly table: string;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, number>;
}
type Contents = ReadonlyMap<number, TableContents>;

async function contentsOf(em: EntityManager): Promise<Contents> {
  const tables = await em.execute<{ oid: number; name: string; columns: string[] }[]>(
    `select c.oid::int8 as oid, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'mikro_orm_migrations'
     group by c.oid, c.relname order by c.relname`,
  );
  const contents = new Map<number, TableContents>();
  for (const { oid, name, columns } of tables) {
    const counts = columns.map((column, index) => `count("${column}")::int as c${index}`);
    const [row] = await em.execute<Record<string, number>[]>(
      `select count(*)::int as rows, ${counts.join(', ')} from "${name}"`,
    );
    const held = columns.map((column, index) => [column, row?.[`c${index}`] ?? 0] as const);
    contents.set(oid, { table: name, rows: row?.rows ?? 0, columns: new Map(held) });
  }
  return contents;
}

function lossesBetween(before: Contents, after: Contents): Losses {
  const gone = [...before].filter(([oid]) => !after.has(oid));
  const left = [...before].flatMap(([oid, held]) => {
    const then = after.get(oid);
    return then ? [{ ...held, then }] : [];
  });
  return {
    tables: gone.map(([, { table, rows }]) => ({ table, rows })),
    columns: left.flatMap(({ table, columns, then }) =>
      [...columns].flatMap(([column, rows]) => (then.columns.has(column) ? [] : [{ table, column, rows }])),
    ),
    rows: left.flatMap(({ table, rows, then }) =>
      then.rows < rows ? [{ table, rows: rows - then.rows }] : [],
    ),
  };
}

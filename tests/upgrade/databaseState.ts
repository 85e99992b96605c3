import { computed } from '../support/anyRows.ts';
import type { Query } from '../support/database.ts';

/** Every column, index, constraint, trigger, function and view, as text. The order of columns within a table is left out. */
export async function readSchema(query: Query): Promise<string[]> {
  const found = await query<{ line: string }>(`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
        || coalesce(column_default, '') as line from information_schema.columns where table_schema = 'public'
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    order by 1`);
  return found.map(({ line }) => line).filter((line) => !line.includes('mikro_orm_migrations'));
}

/** The rows of every table, each as JSON with its columns in the order of their names. */
export type Rows = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** Version 1 called a table by the name that a view has had since. */
export const nameNow = (table: string) => (table === 'transcripts' ? 'transcription_results' : table);

export async function readRows(query: Query): Promise<Rows> {
  const tables = await query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> all('{${computed.join()}}') order by 1`,
  );
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const { name } of tables) {
    const found = await query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${name}" t order by to_jsonb(t)::text`,
    );
    rows.set(
      nameNow(name),
      found.map(({ row }) => row),
    );
  }
  return rows;
}

/** What two states both can hold: the tables and columns that are in each of them, as sorted lines. */
export function sharedOf(one: Rows, other: Rows): [string[], string[]] {
  const lines = (rows: Rows, like: Rows) =>
    [...rows].flatMap(([table, all]) => {
      const columns = columnsOf(like.get(table) ?? []);
      return all.map((row) => {
        const kept = Object.keys(row)
          .filter((column) => columns.has(column))
          .sort();
        // A timestamp of UTC and a moment are written differently and mean the same.
        const text = JSON.stringify(kept.map((column) => row[column])).replaceAll('+00:00"', '"');
        return `${table} ${text}`;
      });
    });
  const isShared = (line: string) => one.has(line.split(' ')[0] ?? '') && other.has(line.split(' ')[0] ?? '');
  return [lines(one, other).filter(isShared).sort(), lines(other, one).filter(isShared).sort()];
}

const columnsOf = (rows: Rows extends ReadonlyMap<string, infer All> ? All : never) =>
  new Set(rows.flatMap((row) => Object.keys(row)));

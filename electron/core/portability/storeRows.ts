import type { EntityManager } from '@mikro-orm/postgresql';
import type { MovedTable } from './tables.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Keys that rows have here instead of those that they came with, by table. */
export type Renumbering = Map<string, Map<unknown, unknown>>;

export function createRenumbering(): Renumbering {
  return new Map();
}

/** Stores the rows that are not there yet; gives how many. What refers to a row with another key here follows it. */
export async function storeRows(
  em: EntityManager,
  table: MovedTable,
  given: readonly Row[],
  renumbering: Renumbering,
): Promise<number> {
  if (given.length === 0) return 0;
  const rows = given.map((row) => referring(table, row, renumbering));
  const columns = table.columns.filter((column) => rows.some((row) => column in row));
  const taken = table.isNumbered ? columns.filter((column) => !table.key.includes(column)) : columns;
  const names = taken.map((column) => `"${column}"`).join(', ');
  const stored = await em.execute<{ one: number }[]>(
    `insert into "${table.name}" (${names})
     select ${taken.map((column) => `r."${column}"`).join(', ')}
     from jsonb_array_elements(?::jsonb) with ordinality as given(row, place),
       jsonb_populate_record(null::"${table.name}", given.row) r
     where not exists (select 1 from "${table.name}" t where ${sameRow(table, taken)})
     order by given.place
     on conflict do nothing returning 1 as one`,
    [JSON.stringify(rows)],
  );
  await renumber(em, table, rows, taken, renumbering);
  return stored.length;
}

/** When a row here (`t`) is the given one (`r`). */
function sameRow({ key, unique, required, isNumbered }: MovedTable, columns: readonly string[]): string {
  const own = unique.length > 0 ? unique : columns;
  return (isNumbered ? own : key)
    .map(
      (column) => `t."${column}" ${required.includes(column) ? '=' : 'is not distinct from'} r."${column}"`,
    )
    .join(' and ');
}

function referring({ references }: MovedTable, row: Row, renumbering: Renumbering): Row {
  const changed = references.flatMap(({ column, table }) => {
    const instead = renumbering.get(table)?.get(row[column]);
    return instead === undefined ? [] : [[column, instead]];
  });
  return changed.length === 0 ? row : { ...row, ...Object.fromEntries(changed) };
}

/** Notes the keys that differ here: of numbered rows, and of rows that were here under another key. */
async function renumber(
  em: EntityManager,
  table: MovedTable,
  rows: readonly Row[],
  columns: readonly string[],
  renumbering: Renumbering,
): Promise<void> {
  const [key] = table.key;
  if (!key || table.key.length > 1 || (!table.isNumbered && table.unique.length === 0)) return;
  const same = sameRow({ ...table, isNumbered: true }, columns);
  const found = await em.execute<{ given: unknown; here: unknown }[]>(
    `select given.row -> '${key}' as given, to_jsonb(t."${key}") as here
     from jsonb_array_elements(?::jsonb) as given(row), jsonb_populate_record(null::"${table.name}", given.row) r,
       "${table.name}" t
     where ${same} and to_jsonb(t."${key}") <> given.row -> '${key}'`,
    [JSON.stringify(rows)],
  );
  const changed = renumbering.get(table.name) ?? new Map<unknown, unknown>();
  for (const { given, here } of found) changed.set(given, here);
  renumbering.set(table.name, changed);
}

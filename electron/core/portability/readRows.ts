import type { EntityManager } from '@mikro-orm/postgresql';
import type { MovedTable } from './tables.ts';

/** Rows that are read at once. */
const pageSize = 1000;

/** Which rows of a table, and what is left out of them. */
export interface Selection {
  /** SQL about the table's row `t`. */
  readonly where?: string;
  readonly without?: readonly string[];
}

/** The rows of a table as JSON, in the order of their keys, some at a time. Only within a transaction. */
export async function* readRows(
  em: EntityManager,
  { name, key, columns }: MovedTable,
  { where = 'true', without = [] }: Selection = {},
): AsyncGenerator<string[]> {
  const cursor = `read_${name}`;
  const order = (key.length > 0 ? key : columns).map((column) => `t."${column}"`).join(', ');
  const row = [`to_jsonb(t)`, ...without.map((column) => `'${column}'`)].join(' - ');
  await em.execute(
    `declare ${cursor} no scroll cursor for select (${row})::text as line from "${name}" t where ${where} order by ${order}`,
  );
  for (;;) {
    const page = await em.execute<{ line: string }[]>(`fetch ${pageSize} from ${cursor}`);
    if (page.length === 0) break;
    yield page.map(({ line }) => line);
  }
  await em.execute(`close ${cursor}`);
}

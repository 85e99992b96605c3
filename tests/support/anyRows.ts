import type { Query } from './database.ts';

/** Tables of which nothing is kept: the database computes them from others, or remembers by them what it has become. */
export const computed = ['mikro_orm_migrations', 'search_words', 'search_word_changes'];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  readonly isKey: boolean;
  /** The table and column that it refers to. */
  readonly parent: readonly [string, string] | null;
}
interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/**
 * Stores two rows in every table, whatever the schema: one with as little as the table asks for, one with something in
 * every column. Newer migrations need no rows written for them.
 */
export async function fillEveryTable(query: Query, seed: number): Promise<void> {
  let number = seed * 1000;
  for (const table of await tablesInOrder(query)) {
    for (const full of [false, true]) {
      number += 1;
      await insertAny(query, table, full, number);
    }
  }
}

/** The tables of the present schema, each after those that it refers to. */
async function tablesInOrder(query: Query): Promise<Table[]> {
  const tables = await query<{ name: string; columns: Column[] }>(`
    select c.relname as name, jsonb_agg(jsonb_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'isRequired', a.attnotnull, 'hasDefault', a.atthasdef,
        'isKey', exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)),
        'parent', (select jsonb_build_array(k.confrelid::regclass::text, p.attname) from pg_constraint k
          join pg_attribute p on p.attrelid = k.confrelid and p.attnum = k.confkey[1]
          where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1)
      ) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and a.attidentity = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all('{${computed.join()}}')
    group by c.relname order by c.relname`);
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  const place = (table: Table): void => {
    if (!left.delete(table.name)) return;
    for (const { parent } of table.columns) {
      const needed = parent && left.get(parent[0]);
      if (needed) place(needed);
    }
    ordered.push(table);
  };
  for (const table of tables) place(table);
  return ordered;
}

/** Inserts a row, with other values or fewer columns until the table's rules take it. */
async function insertAny(query: Query, table: Table, full: boolean, number: number): Promise<void> {
  const values = new Map<string, string>();
  for (const column of table.columns) {
    const isGiven = column.isRequired && !column.hasDefault;
    // What has a default of its own is mostly one word of a list.
    const hasOwn = column.hasDefault && (column.isKey || /char|text/.test(column.type));
    if (isGiven || (full && !hasOwn)) values.set(column.name, valueFor(table.name, column, number));
  }
  for (let attempt = 0; attempt < 30; attempt++) {
    const names = [...values.keys()].map((name) => `"${name}"`).join(', ');
    const sql =
      values.size === 0
        ? `insert into "${table.name}" default values`
        : `insert into "${table.name}" (${names}) values (${[...values.values()].join(', ')})`;
    try {
      await query(sql);
      return;
    } catch (error) {
      // There is one row of it already, and there can be but one.
      if (causeOf(error).code === '23505' && table.columns.every(({ type }) => type !== 'uuid')) return;
      await giveWay(query, table, values, error);
    }
  }
  throw new Error(`no row could be made for ${table.name}: ${JSON.stringify([...values])}`);
}

/** Changes what a rule of the table refuses: another word of its list, a smaller number, or nothing. */
async function giveWay(
  query: Query,
  table: Table,
  values: Map<string, string>,
  error: unknown,
): Promise<void> {
  const { code, constraint, column, table: at } = causeOf(error);
  const isOther = at !== undefined && at !== table.name;
  if (code !== '23514' || isOther) throw error;
  const [rule] = constraint
    ? await query<{ columns: string[]; definition: string }>(
        `select pg_get_constraintdef(oid) as definition, array(select attname::text from pg_attribute
           where attrelid = conrelid and attnum = any(conkey)) as columns
         from pg_constraint where conrelid = '"${table.name}"'::regclass and conname = '${constraint}'`,
      )
    : [];
  const ruled = (rule?.columns ?? [column ?? '']).filter((name) => values.has(name));
  const words = [...(rule?.definition ?? '').matchAll(/'([^']*)'/g)].map((match) => `'${match[1]}'`);
  for (const name of ruled) {
    const found = table.columns.find((one) => one.name === name);
    const present = values.get(name) ?? '';
    const next = /char|text/.test(found?.type ?? '') ? words[words.indexOf(present) + 1] : smaller(present);
    if (next !== undefined && (ruled.length === 1 || found?.isRequired)) values.set(name, next);
    else if (!found?.isRequired || found.hasDefault) values.delete(name);
    else continue;
    return;
  }
  throw error;
}

const smaller = (value: string) => (Number(value) > 1 ? '0.5' : undefined);

/** What PostgreSQL says of an error, below the ORM's own. */
function causeOf(error: unknown): { code?: string; constraint?: string; column?: string; table?: string } {
  return error as { code?: string };
}

/** A value of a type, another for every number. */
function valueFor(table: string, { name, type, parent }: Column, number: number): string {
  if (parent) return parentFor(table, name, parent);
  const [, length] = /^character varying\((\d+)\)$/.exec(type) ?? [];
  if (length) return `'v${number}'`.slice(0, Number(length) + 1).replace(/'?$/, "'");
  const value = {
    uuid: `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`,
    text: `'/kept/${number}'`,
    jsonb: `'[{"text": "kept ${number}"}]'`,
    'text[]': `'{kept ${number}}'`,
    boolean: 'true',
    'timestamp without time zone': `'2024-07-01 12:00:00'`,
    'timestamp with time zone': `'2024-07-01 12:00:00+00'`,
    date: `'2024-07-01'`,
    interval: `'1 day'`,
    bytea: `'\\x01'`,
    tsvector: `'kept'`,
  }[type];
  if (value) return value;
  if (type.endsWith('[]')) return "'{}'";
  // Most of what is measured lies between 0 and 1.
  if (/^(real|double precision)$/.test(type)) return `0.${number}`;
  if (/^(integer|bigint|smallint|numeric.*)$/.test(type)) return String(number);
  throw new Error(`anyRows.ts knows no value of the type ${type}`);
}

/** A row of the parent that none refers to yet, so that what is unique stays so; any other where there is none. */
function parentFor(table: string, column: string, [parent, key]: readonly [string, string]): string {
  const free = `where not exists (select from "${table}" c where c."${column}" = p."${key}")`;
  const one = (which: string) =>
    `(select p."${key}" from "${parent}" p ${which} order by p.ctid desc limit 1)`;
  return `coalesce(${one(free)}, ${one('')})`;
}

import type { EntityManager } from '@mikro-orm/postgresql';

/** A table as it is moved. */
export interface MovedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Its key, of one column or several. */
  readonly key: readonly string[];
  /** Whether the database gives the key, which means nothing elsewhere. */
  readonly isNumbered: boolean;
  /** The columns by which a row is recognised besides its key; empty where nothing else is unique. */
  readonly unique: readonly string[];
  /** The columns that are never empty: they are compared in the way that indexes know. */
  readonly required: readonly string[];
  /** Whether it holds decimal numbers, which JavaScript would round. */
  readonly isExact: boolean;
  readonly references: readonly { readonly column: string; readonly table: string }[];
}

/** What is computed from other tables, or tells of this database only. */
const leftBehind = [
  'checks',
  'computers',
  'cores',
  'deliveries',
  'endpoints',
  'imported_recordings',
  'library_home',
  'mikro_orm_migrations',
  'model_footprints',
  'repairs',
  'search_word_changes',
  'search_words',
];

/** Every table that goes along, those first that others refer to. */
export async function movedTables(em: EntityManager): Promise<MovedTable[]> {
  const tables = await em.execute<MovedTable[]>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
         and not a.attisdropped and a.attgenerated = '' and a.attidentity = '' order by a.attnum) as columns,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
         and a.attnotnull order by a.attnum) as required,
       coalesce(${columnsOf(`k.contype = 'p'`)}, '{}') as key,
       coalesce(${columnsOf(`k.contype = 'u'`)}, '{}') as "unique",
       exists (select 1 from pg_attrdef d where d.adrelid = c.oid
         and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%') as "isNumbered",
       exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'numeric'::regtype
         and not a.attisdropped) as "isExact",
       coalesce((select jsonb_agg(jsonb_build_object('column', a.attname, 'table', p.relname))
         from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         join pg_class p on p.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and cardinality(k.conkey) = 1), '[]') as "references"
     from pg_class c
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all(?::text[])
     order by c.relname`,
    [`{${leftBehind.join(',')}}`],
  );
  return inOrder(tables);
}

/** The columns of the first constraint of a kind. */
const columnsOf = (
  kind: string,
) => `(select array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, place)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.place)
  from pg_constraint k where k.conrelid = c.oid and ${kind} order by k.conname limit 1)`;

/** The same tables, each after those that it refers to. */
export function inOrder(tables: readonly MovedTable[]): MovedTable[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: MovedTable[] = [];
  function place(table: MovedTable): void {
    if (!left.delete(table.name)) return;
    for (const reference of table.references) {
      const parent = left.get(reference.table);
      if (parent) place(parent);
    }
    ordered.push(table);
  }
  for (const table of tables) place(table);
  return ordered;
}

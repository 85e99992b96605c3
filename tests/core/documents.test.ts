import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { documentSchema } from '../../electron/core/database/documents.ts';
import { entities } from '../../electron/core/database/entities/index.ts';
import { storableJson } from '../../electron/core/database/storable.ts';
import { anyDocument } from '../support/anyDocument.ts';
import { fillEveryTable } from '../support/anyRows.ts';
import { createTestDatabase, type Query } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';

const stack = new AsyncDisposableStack();
let database: Database;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }));
  const query: Query = (sql) => database.orm.em.fork().execute(sql);
  await fillEveryTable(query, 1);
  // The database takes any word here; the entities know theirs.
  await query(`update batch_items set task_type = 'transcribe', stage = null`);
  await query(`update v2_processing_jobs set job_type = 'enhancement'`);
  // A row of which one document does not fit is read without it, and could not be written again.
  for (const { entity, property, schema } of columns) {
    const value = [{}, []].find((each) => schema.safeParse(each).success);
    if (value) await database.orm.em.fork().nativeUpdate(entity as never, {}, { [property]: value } as never);
  }
});
afterAll(() => stack.disposeAsync());

/** Every column that holds documents, as the entities name them. */
const columns = entities.flatMap((entity) =>
  Object.entries(entity.meta.properties).flatMap(([property, { customType, type }]) => {
    const schema = documentSchema(customType ?? type);
    return schema ? [{ entity, name: `${entity.meta.tableName}.${property}`, property, schema }] : [];
  }),
);

describe('text that is asked with', () => {
  it('is never taken for a part of the statement', async () => {
    const quotes = fc.string({
      unit: fc.constantFrom("'", '\\', '"', 'E', '?', '$1', ';', '--', '\n', 'é', '😀'),
    });
    await fc.assert(
      fc.asyncProperty(quotes, async (text) => {
        const rows = await database.orm.em.fork().execute('select ? as text, ? as after', [text, 'after']);
        expect(rows).toEqual([{ text, after: 'after' }]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a document', () => {
  it('is what every JSONB column holds', async () => {
    const stored = await database.orm.em.fork().execute<{ count: number }[]>(
      `select count(*)::int as count from information_schema.columns c join information_schema.tables t using (table_name, table_schema)
       where c.data_type = 'jsonb' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
    );
    expect(columns.length).toBe(stored[0]?.count);
  });

  it.each(columns)('comes out of $name as it went in', async ({ entity, property, schema }) => {
    const [row] = await database.orm.em.fork().find(entity as never, {}, { limit: 1, fields: [] as never });
    expect(row).toBeDefined();
    await fc.assert(
      fc.asyncProperty(anyDocument(schema), async (value) => {
        const em = database.orm.em.fork();
        const stored = JSON.parse(storableJson(schema.parse(value)));
        const again = await em.findOneOrFail(entity as never, row as never);
        Object.assign(again, { [property]: value });
        await em.flush();
        expect(await read()).toEqual(stored);
        await em.nativeUpdate(entity as never, row as never, { [property]: value } as never);
        expect(await read()).toEqual(stored);
      }),
      { numRuns: 12 },
    );

    async function read(): Promise<unknown> {
      const found = await database.orm.em.fork().findOneOrFail(entity as never, row as never);
      return found[property as never];
    }
  });

  it.each(columns)('is refused by $name where it does not fit', async ({ entity, property, schema }) => {
    const misfit = [5, 'text', [5], { strange: 5 }].find((value) => !schema.safeParse(value).success);
    if (misfit === undefined) return expect(schema.safeParse(null).success).toBe(false);
    const em = database.orm.em.fork();
    const [row] = await em.find(entity as never, {}, { limit: 1, fields: [] as never });
    await expect(
      em.nativeUpdate(entity as never, row as never, { [property]: misfit } as never),
    ).rejects.toMatchObject({ name: 'ZodError' });
    Object.assign(row as never, { [property]: misfit });
    await expect(em.flush()).rejects.toMatchObject({ name: 'ZodError' });
  });
});

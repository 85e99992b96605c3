import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentSchema } from '../../electron/core/database/documents.ts';
import { createOrm } from '../../electron/core/database/orm.ts';
import { storableJson } from '../../electron/core/database/storable.ts';
import { fillEveryTable } from '../support/anyRows.ts';
import { createTestDatabase, query, queryRows, type TestDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { documentArbitrary } from '../support/schemas.ts';

/** The entities' columns are known without a database. */
const known = createOrm('postgresql://nowhere', 'nowhere', log);
const columns = [...known.getMetadata().getAll().values()].flatMap((meta) =>
  meta.props.flatMap((property) => {
    const schema = documentSchema(property.customType);
    const column = property.fieldNames?.[0] ?? '';
    return schema ? [{ place: `${meta.tableName}.${column}`, meta, property, column, schema }] : [];
  }),
);

let database: TestDatabase;
let orm: ReturnType<typeof createOrm>;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = createOrm(database.url, database.url.split('/').at(-1) ?? '', log);
  await fillEveryTable((sql) => queryRows(database.url, sql), 1);
});
afterAll(async () => {
  await orm.close();
  await known.close();
  await database[Symbol.asyncDispose]();
});

describe.each(columns)('the document $place', ({ meta, property, column, schema }) => {
  const write = (value: unknown) => orm.em.fork().nativeUpdate(meta.class, {}, { [property.name]: value });
  const read = async () => {
    const [row] = await orm.em.fork().find(meta.class, {}, { limit: 1 });
    return (row as Record<string, unknown>)[property.name];
  };
  /** A value as JSON can hold it and as PostgreSQL can. */
  const storable = (value: unknown) => JSON.parse(storableJson(schema.parse(value)));

  it('comes out as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(documentArbitrary(schema), async (value) => {
        await write(value);
        expect(await read()).toEqual(storable(value));
        const [stored] = await queryRows<{ value: unknown }>(
          database.url,
          `select "${column}" as value from "${meta.tableName}" limit 1`,
        );
        expect(stored?.value).toEqual(storable(value));
      }),
      { numRuns: 12 },
    );
  });

  it('is refused where it does not fit, and read as nothing where another program wrote it', async () => {
    const misfits = [17, 'text', true, [17], { odd: 17 }].filter((value) => !schema.safeParse(value).success);
    for (const value of misfits) {
      await expect(write(value)).rejects.toThrow();
      await query(database.url, `update "${meta.tableName}" set "${column}" = '${JSON.stringify(value)}'`);
      expect(await read()).toBe(null);
    }
  });
});

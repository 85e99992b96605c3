import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { planDowngrade } from '../../electron/core/database/downgrade.ts';
import { migrationLock } from '../../electron/core/database/locks.ts';
import { createOrm } from '../../electron/core/database/orm.ts';
import { checkSearch } from '../../electron/core/maintenance/checkSearch.ts';
import { migrations } from '../../migrations/index.ts';
import { computed, fillEveryTable } from '../support/anyRows.ts';
import { copyDatabase, createEmptyDatabase, type Query, type TestDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { nameNow, type Rows, readRows, readSchema, sharedOf } from './databaseState.ts';
import { originalRows } from './originalPlatform.ts';
import releasedSteps from './releasedSteps.json' with { type: 'json' };
import { workAsV1 } from './v1Client.ts';

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const names = migrations.map((migration) => migration.name);

/** An empty database that goes through the history of the schema. */
async function startHistory(owner: AsyncDisposableStack, given?: string) {
  const url = given ?? owner.use(await createEmptyDatabase()).url;
  const orm = createOrm(url, url.split('/').at(-1) ?? '', log);
  owner.defer(() => orm.close());
  const query: Query = (sql) => orm.em.fork().execute(sql);
  return {
    url,
    orm,
    query,
    async run(statements: readonly string[]) {
      for (const sql of statements) await query(sql);
    },
    schema: () => readSchema(query),
    rows: () => readRows(query),
    /** Goes to a version, up or down; an empty name is the beginning. */
    async goTo(name: string) {
      const executed = await orm.migrator.getExecuted();
      const isBelow = name === '' || executed.some((one) => one.name === name);
      if (isBelow) await orm.migrator.down({ to: name || 0 });
      else await orm.migrator.up({ to: name });
    },
  };
}

describe('the history of the schema', () => {
  it('goes up, all the way down to nothing, and up again to the same', async () => {
    const { orm, schema } = await startHistory(stack);
    await orm.migrator.up();
    const first = await schema();
    await orm.migrator.down({ to: 0 });
    expect(await schema()).toEqual([]);
    await orm.migrator.up();
    expect(await schema()).toEqual(first);
  });

  it('is for every step that libraries have what it was when they took it', async () => {
    const { orm } = await startHistory(stack);
    const now = Object.fromEntries(
      migrations.map(({ name, class: Step }) => {
        const { up, down } = new Step(orm.driver, orm.config).statements;
        return [
          name,
          createHash('sha256')
            .update(JSON.stringify([up, down]))
            .digest('hex'),
        ];
      }),
    );
    expect(now).toMatchObject(releasedSteps);
    const released = Object.keys(releasedSteps);
    expect(names.filter((name) => released.includes(name))).toEqual(released);
  });
});

describe('each step of the history, with rows in every table and column', () => {
  const steps = names.map((name, index) => ({ name, former: names[index - 1] ?? '', index }));
  let shared: TestDatabase;
  beforeAll(async () => {
    shared = await createEmptyDatabase();
  });
  afterAll(() => shared[Symbol.asyncDispose]());

  it.each(steps)(
    '$name goes up, down and up again, and takes nothing along that the older schema holds',
    async (step) => {
      const { name, former, index } = step;
      const { goTo, rows, schema, query, orm } = await startHistory(stack, shared.url);
      await goTo(former);
      if (former) await fillEveryTable(query, 2 * index);
      const [rowsBefore, schemaBefore] = [await rows(), await schema()];
      await goTo(name);
      const schemaAfter = await schema();
      await goTo(former);
      expect(await rows()).toEqual(rowsBefore);
      expect(await schema()).toEqual(schemaBefore);

      await goTo(name);
      expect(await schema()).toEqual(schemaAfter);
      await fillEveryTable(query, 2 * index + 1);
      const full = await rows();
      if (former) expectTold(await planDowngrade(orm, former), full, rowsBefore);
      expect(await rows()).toEqual(full);
      await goTo(former);
      const left = await rows();
      expectSame(left, full);
      await goTo(name);
      expect(await schema()).toEqual(schemaAfter);
      expectSame(await rows(), left);
      if (name < '004') return;
      await workAsV1(query);
      const held = await rows();
      await orm.close();
      await openSnapshot(name, held);
    },
  );

  /** A copy as it stands is opened by today's code, as an old library is. */
  async function openSnapshot(name: string, held: Rows): Promise<void> {
    await using copy = await copyDatabase(shared.url);
    await using opened = await openDatabase({ dataFolder: '/nowhere', databaseUrl: copy.url, log });
    const query: Query = (sql) => opened.orm.em.fork().execute(sql);
    const executed = await opened.orm.migrator.getExecuted();
    expect(
      executed.map((one) => one.name),
      name,
    ).toEqual(names);
    expectSame(await readRows(query), held);
    await workAsV1(query);
    // What is computed for the search is no row to compare: it has to be that of what is said.
    expect(await checkSearch(opened.orm.em.fork())).toEqual([]);
  }
});

function expectSame(there: Rows, held: Rows): void {
  const [found, wanted] = sharedOf(there, held);
  expect(found).toEqual(wanted);
}

/** What is said before going down is what the newer schema has and the older has not. */
function expectTold(losses: Awaited<ReturnType<typeof planDowngrade>>, full: Rows, older: Rows): void {
  const gone = [...full.keys()].filter((table) => !older.has(table));
  const tables = losses.tables.filter(({ table }) => !computed.includes(table));
  expect(tables.map(({ table }) => table).sort()).toEqual(gone.sort());
  for (const { table, rows } of tables) expect(rows).toBe(full.get(table)?.length);
  const columns = [...full].flatMap(([table, [row]]) => {
    const former = older.get(table)?.[0];
    return former
      ? Object.keys(row ?? {})
          .filter((column) => !(column in former))
          .map((column) => `${table}.${column}`)
      : [];
  });
  const told = losses.columns
    .filter(({ table }) => !computed.includes(table))
    .map(({ table, column }) => `${nameNow(table)}.${column}`);
  expect(told.sort()).toEqual(columns.sort());
}

describe('rows of the original platform', () => {
  it('are kept, up to the newest schema and back', async () => {
    const { orm, run, query } = await startHistory(stack);
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    const tables = ['youtube_videos', 'media_files', 'transcripts', 'exports', 'batch_jobs', 'batch_items'];
    const read = () => Promise.all(tables.map((table) => query(`select * from ${table} order by id`)));
    const before = await read();
    await orm.migrator.up();
    await orm.migrator.down({ to: '004-v2' });
    expect(await read()).toEqual(before);
  });

  it('have timestamps that are taken for UTC', async () => {
    const { orm, run, query } = await startHistory(stack);
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    await orm.migrator.up();
    const [media] = await query(
      `select created_at = '2024-07-01T12:00:00Z'::timestamptz as same, pg_typeof(created_at)::text as type from media_files`,
    );
    expect(media).toEqual({ same: true, type: 'timestamp with time zone' });
    const left = await query(`select table_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp without time zone'`);
    expect(left).toEqual([]);
  });

  it('are mended where later rules forbid them, instead of the library being refused', async () => {
    const { orm, run, query } = await startHistory(stack);
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    await orm.migrator.up();
    expect(await query('select name, user_id from speaker_profiles order by id')).toEqual([
      { name: 'Ada', user_id: null },
      { name: 'Ada (2)', user_id: null },
      { name: 'Ada', user_id: 1 },
    ]);
    expect(await query('select status, progress from v2_processing_jobs order by id')).toEqual([
      { status: 'completed', progress: 1 },
      { status: 'failed', progress: 0.5 },
    ]);
    expect(await query('select chunk_count from audio_processing_metadata')).toEqual([{ chunk_count: 2 }]);
    await query(`update media_files set title = 'Renamed', sha256 = 'x' where file_path = 'media/abc.mp3'`);
  });
});

describe('an upgrade that fails half-way', () => {
  // A trigger of the server fails the statement of this number among those that change the schema.
  const failAt = (statement: number) => [
    'create sequence public.statements_seen',
    `create function fail_there() returns event_trigger language plpgsql as $$
      begin
        if nextval('public.statements_seen') = ${statement} then raise exception 'the power went out'; end if;
      end $$`,
    'create event trigger fail_there on ddl_command_start execute function fail_there()',
  ];
  const mend = [
    'drop event trigger fail_there',
    'drop function fail_there()',
    'drop sequence public.statements_seen',
  ];

  it.each([1, 7, 30, 60])(
    'at change %i of the schema says so and leaves the older library as it was',
    async (statement) => {
      const { orm, run, rows, schema, url, query } = await startHistory(stack);
      await orm.migrator.up({ to: '005-timestamps' });
      await fillEveryTable(query, 1);
      const [schemaBefore, rowsBefore] = [await schema(), await rows()];
      await run(failAt(statement));
      const open = () => openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log });
      await expect(open()).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        details: { reason: expect.stringContaining('the power went out') },
      });
      await run(mend);
      expect(await schema()).toEqual(schemaBefore);
      expect(await rows()).toEqual(rowsBefore);
      await (await open())[Symbol.asyncDispose]();
      expect((await orm.migrator.getExecuted()).at(-1)?.name).toBe(names.at(-1));
      expectSame(await rows(), rowsBefore);
    },
  );

  it('since its session was lost says that the database is not there, and the next start ends it', async () => {
    const { orm, url, query } = await startHistory(stack);
    await orm.migrator.up({ to: '005-timestamps' });
    await fillEveryTable(query, 1);
    const open = (beforeUpgrade?: () => Promise<void>) =>
      openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log, beforeUpgrade });
    const endTheSession = async () => {
      await query(`select pg_terminate_backend(pid) from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and datname = current_database() and objid = ${migrationLock[1]}`);
    };
    await expect(open(endTheSession)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await (await open())[Symbol.asyncDispose]();
    expect((await orm.migrator.getExecuted()).at(-1)?.name).toBe(names.at(-1));
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOrm } from '../../electron/core/database/orm.ts';
import { migrations } from '../../migrations/index.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { originalRows } from './originalPlatform.ts';

type Orm = ReturnType<typeof createOrm>;
type Rows = Record<string, unknown>[];

let stack: AsyncDisposableStack;
let orm: Orm;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createEmptyDatabase());
  orm = createOrm(url, url.split('/').at(-1) ?? '', silentLog);
  stack.defer(() => orm.close());
});
afterEach(() => stack.disposeAsync());

const names = migrations.map((migration) => migration.name);
const rows = (sql: string) => orm.em.execute<Rows>(sql);
const run = async (statements: readonly string[]) => {
  for (const sql of statements) await rows(sql);
};

/** Every column, index, constraint, trigger and view, as text. */
async function schema(): Promise<string[]> {
  const found = await rows(`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
        || coalesce(column_default, '') as line from information_schema.columns where table_schema = 'public'
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    order by 1`);
  // The order of columns within a table differs after down and up; all else has to be equal.
  return found.map((row) => String(row.line)).filter((line) => !line.includes('mikro_orm_migrations'));
}

describe('the history of the schema', () => {
  it('goes up, all the way down to nothing, and up again to the same', async () => {
    await orm.migrator.up();
    const first = await schema();
    await orm.migrator.down({ to: 0 });
    expect(await schema()).toEqual([]);
    await orm.migrator.up();
    expect(await schema()).toEqual(first);
  });

  it.each(names.map((name, index) => ({ name, former: names[index - 1] ?? '' })))(
    '$name goes down to what was before and up again, with rows in the tables',
    async ({ name, former }) => {
      // Rows of the original platform break rules that 008 makes.
      if (former) await orm.migrator.up({ to: former < '008' ? former : '007-queue' });
      if (name >= '005') await run(originalRows);
      if (former) await orm.migrator.up({ to: former });
      const before = await schema();
      await orm.migrator.up({ to: name });
      const after = await schema();
      await orm.migrator.down({ to: former || 0 });
      expect(await schema()).toEqual(before);
      await orm.migrator.up({ to: name });
      expect(await schema()).toEqual(after);
    },
  );

  it('keeps every row of the original platform, up to the newest schema and back', async () => {
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    const tables = ['youtube_videos', 'media_files', 'transcripts', 'exports', 'batch_jobs', 'batch_items'];
    const read = async () => {
      const all: Rows[] = [];
      for (const table of tables) all.push(await rows(`select * from ${table} order by id`));
      return all;
    };
    const before = await read();
    await orm.migrator.up();
    await orm.migrator.down({ to: '004-v2' });
    expect(await read()).toEqual(before);
  });

  it('takes the original timestamps for UTC', async () => {
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    await orm.migrator.up();
    const [media] = await rows(
      `select created_at = '2024-07-01T12:00:00Z'::timestamptz as same, pg_typeof(created_at)::text as type from media_files`,
    );
    expect(media).toEqual({ same: true, type: 'timestamp with time zone' });
    const left = await rows(`select table_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp without time zone'`);
    expect(left).toEqual([]);
  });

  it('mends rows that later rules forbid instead of refusing the library', async () => {
    await orm.migrator.up({ to: '004-v2' });
    await run(originalRows);
    await orm.migrator.up();
    expect(await rows('select name, user_id from speaker_profiles order by id')).toEqual([
      { name: 'Ada', user_id: null },
      { name: 'Ada (2)', user_id: null },
      { name: 'Ada', user_id: 1 },
    ]);
    expect(await rows('select status, progress from v2_processing_jobs order by id')).toEqual([
      { status: 'completed', progress: 1 },
      { status: 'failed', progress: 0.5 },
    ]);
    expect(await rows('select chunk_count from audio_processing_metadata')).toEqual([{ chunk_count: 2 }]);
    await rows(`update media_files set title = 'Renamed', sha256 = 'x' where file_path = 'media/abc.mp3'`);
  });

  it('stays as it was when a step fails', async () => {
    await orm.migrator.up({ to: '005-timestamps' });
    const before = await schema();
    await rows('create table search_words (mine text)');
    await expect(orm.migrator.up()).rejects.toThrow(/search_words/);
    await rows('drop table search_words');
    expect(await schema()).toEqual(before);
    expect((await orm.migrator.getExecuted()).at(-1)?.name).toBe('005-timestamps');
  });

  it.each(names.slice(3))('serves a v1 client after %s', async (name) => {
    await orm.migrator.up({ to: name });
    await rows(`insert into media_files (id, file_path, file_name, file_size, download_status) values
      ('00000000-0000-4000-8000-000000000009', '/a.wav', 'a.wav', 1, 'completed')`);
    const [inserted] = await rows(`insert into transcripts (media_file_id, text_content, segments)
      values ('00000000-0000-4000-8000-000000000009', 'one', '[]') returning id, version, created_at is not null as dated`);
    expect(inserted).toMatchObject({ version: 'v1', dated: true });
    const id = String(inserted?.id);
    await rows(`insert into transcripts (id, text_content) values ('${id}', 'two')
      on conflict (id) do update set text_content = excluded.text_content`);
    await rows(`update transcripts set enhanced_content = 'Two.' where id = '${id}'`);
    expect(await rows('select text_content, enhanced_content from transcripts')).toEqual([
      { text_content: 'two', enhanced_content: 'Two.' },
    ]);
    expect(await rows('select pipeline_version from transcription_results')).toEqual([
      { pipeline_version: 'v1' },
    ]);
    if (name >= '006') {
      expect(await rows('select id from transcription_results where completed_at is null')).toEqual([]);
    }
    await rows(`delete from transcripts where id = '${id}'`);
    expect(await rows('select id from transcription_results')).toEqual([]);
  });
});

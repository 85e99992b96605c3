import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { migrations } from '../../migrations/index.ts';
import { createEmptyDatabase, createTestDatabase, query } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';
import { originalRows, originalSchema } from './originalPlatform.ts';

let stack: AsyncDisposableStack;

beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

const open = async (databaseUrl: string) =>
  stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl, log }));

const rowsForTables = originalRows.map((sql) =>
  sql.replace('into transcripts', 'into transcription_results'),
);

describe('a database of the original platform', () => {
  it('is adopted with its rows and brought to the newest schema', async () => {
    const { url } = stack.use(await createEmptyDatabase());
    await query(url, ...originalSchema, ...rowsForTables);
    const { orm } = await open(url);

    const executed = await orm.migrator.getExecuted();
    expect(executed.map((row) => row.name)).toEqual(migrations.map((migration) => migration.name));
    const [row] = await orm.em.execute(
      `select text_content, pipeline_version, completed_at is not null as whole, youtube_id
        from transcription_results t join media_files m on m.id = t.media_file_id
        join youtube_videos y on y.id = m.youtube_video_id`,
    );
    expect(row).toEqual({
      text_content: 'Bonjour à tous',
      pipeline_version: 'v1',
      whole: true,
      youtube_id: 'abc',
    });
    await orm.em.execute(`update transcripts set text_content = 'Bonsoir'`);
    expect(await orm.em.execute('select version_num from alembic_version')).toEqual([
      { version_num: '2.0.0' },
    ]);
    expect(
      await orm.em.execute(`select indexname from pg_indexes where indexname like 'ix_v2_processing_jobs%'`),
    ).toHaveLength(3);
  });

  it('is opened a second time without being adopted again', async () => {
    const { url } = stack.use(await createEmptyDatabase());
    await query(url, ...originalSchema, ...rowsForTables);
    await (await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }))[Symbol.asyncDispose]();
    const { orm } = await open(url);
    expect(await orm.em.execute('select count(*)::int as count from media_files')).toEqual([{ count: 1 }]);
  });

  it('is adopted also where its foreign keys have names of their own', async () => {
    const { url } = stack.use(await createEmptyDatabase());
    await query(url, ...originalSchema, ...rowsForTables);
    await query(url, 'alter table exports rename constraint exports_transcript_id_fkey to fk_of_exports');
    const { orm } = await open(url);
    await orm.em.execute('delete from media_files');
    expect(await orm.em.execute('select id from exports')).toEqual([]);
  });

  it('is left alone and named when it lacks a column or is of an earlier version', async () => {
    const { url } = stack.use(await createEmptyDatabase());
    await query(url, ...originalSchema, 'alter table batch_items drop column retry_count');
    await expect(open(url)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('batch_items.retry_count: ? ≠ int4'),
    });
    await query(url, 'alter table batch_items add column retry_count int default 0');
    await query(url, 'alter table transcription_results rename to transcripts');
    await expect(open(url)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining('before version 2.0.0'),
    });
  });
});

describe('a database of a newer Trax', () => {
  it('is refused with the name of its schema', async () => {
    const { url } = stack.use(await createTestDatabase());
    await query(url, `insert into mikro_orm_migrations (name) values ('099-future')`);
    await expect(open(url)).rejects.toMatchObject({
      code: 'DATABASE_TOO_NEW',
      details: { version: '099-future' },
    });
  });
});

describe('a migration that cannot be done', () => {
  it('leaves the library as it was and says why', async () => {
    const { url } = stack.use(await createEmptyDatabase());
    await query(url, 'create table batch_jobs (mine text)');
    await expect(open(url)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    await query(url, 'drop table batch_jobs');
    const { orm } = await open(url);
    expect(await orm.em.execute('select id from batch_jobs')).toEqual([]);
  });
});

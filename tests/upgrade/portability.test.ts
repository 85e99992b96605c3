import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { createOrm } from '../../electron/core/database/orm.ts';
import { openFolder } from '../../electron/core/portability/exportSource.ts';
import { createFolderTarget } from '../../electron/core/portability/folderTarget.ts';
import { readRows } from '../../electron/core/portability/readRows.ts';
import { movedTables } from '../../electron/core/portability/tables.ts';
import { takeIn } from '../../electron/core/portability/takeIn.ts';
import { writeExport } from '../../electron/core/portability/writeExport.ts';
import { migrations } from '../../migrations/index.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { silentLog as log } from '../support/log.ts';
import { originalRows } from './originalPlatform.ts';

type Orm = ReturnType<typeof createOrm>;

let stack: AsyncDisposableStack;
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(() => stack.disposeAsync());

/** The first version that could have exported a library, one of between, and the last but one. */
const versions = ['006-library', '009-edits', migrations.at(-2)?.name ?? ''];

/** Every row of the library, as JSON. */
function allRows(orm: Orm): Promise<Record<string, string[]>> {
  return orm.em.fork().transactional(async (em) => {
    const rows: Record<string, string[]> = {};
    for (const table of await movedTables(em)) {
      rows[table.name] = [];
      for await (const page of readRows(em, table)) rows[table.name]?.push(...page);
    }
    return rows;
  });
}

describe('a library that an older Trax has exported', () => {
  it.each(versions)('from %s becomes what it would be, had it been upgraded itself', async (version) => {
    const { url } = stack.use(await createEmptyDatabase());
    const former = createOrm(url, url.split('/').at(-1) ?? '', log);
    stack.defer(() => former.close());
    await former.migrator.up({ to: '004-v2' });
    for (const sql of originalRows) await former.em.execute(sql);
    // Where a relative path leads, nobody knows: such a recording gets another one.
    await former.em.execute(`update media_files set file_path = '/' || file_path`);
    await former.em.execute(`update exports set file_path = '/' || file_path where file_path not like '/%'`);
    await former.migrator.up({ to: version });
    const folder = stack.use(await createDataFolder()).path;
    await writeExport({ orm: former }, createFolderTarget(folder), { media: false, uploads: '/none' });

    const target = stack.use(await createTestDatabase());
    await using database = await openDatabase({ dataFolder: folder, databaseUrl: target.url, log });
    const folders = { uploads: '/none/media', playback: '/none/playback', peaks: '/none/peaks' };
    await takeIn(database, openFolder(folder), { folders, atOnce: false, log });
    await former.migrator.up();
    expect(await allRows(database.orm)).toEqual(await allRows(former));
    const left = await database.orm.em.execute(
      `select 1 from pg_database where datname like 'trax_import_%'`,
    );
    expect(left).toEqual([]);
    expect(await takeIn(database, openFolder(folder), { folders, atOnce: false, log })).toMatchObject({
      rows: 0,
      newIds: [],
    });
  });
});

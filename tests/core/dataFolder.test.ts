import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCore } from '../../electron/core/core.ts';
import { removeFormer } from '../../electron/core/dataFolder/former.ts';
import { copyAhead, finishMove } from '../../electron/core/dataFolder/moveData.ts';
import { dataFolderOf, readPointer } from '../../electron/core/dataFolder/pointer.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample } from '../support/fixtures.ts';
import { silentLog as log } from '../support/log.ts';
import { canMount, mountSmallDisk } from '../support/smallDisk.ts';

let stack: AsyncDisposableStack;
/** One library that every test finds where the last has left it. */
let home: string;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  home = await closedLibrary();
});
afterAll(() => stack.disposeAsync());

const temporary = async () => stack.use(await createDataFolder()).path;

/** A library with a recording of its own, closed again. */
async function closedLibrary() {
  const folder = await temporary();
  await withLibrary(folder, async ({ query, data }) => {
    const path = join(data, 'media', 'one', 's01.wav');
    await mkdir(join(data, 'media', 'one'));
    await copyFile(sample('s01.wav'), path);
    await query(
      `insert into media_files (file_path, file_name, file_size, download_status, peaks_path)
       values ($1, 's01.wav', 1, 'completed', '/elsewhere/1.peaks')`,
      [path],
    );
  });
  await writeFile(join(folder, 'logs', 'kept.log'), 'x');
  return folder;
}

type Query = <Row>(sql: string, params?: unknown[]) => Promise<Row[]>;

async function withLibrary<Result>(
  home: string,
  use: (library: { query: Query; data: string }) => Promise<Result>,
): Promise<Result> {
  const host = createNodeHost({ name: 'cli', dataFolder: home, environment: {} });
  await using core = await createCore({ ...host, log }, { runsQueue: false });
  const query: Query = (sql, params) => queryRows(core.databaseUrl, sql, params);
  return await use({ query, data: host.folders.data });
}

const wishOf = (home: string, to: string) => ({ home, source: dataFolderOf(home), to, log });
async function move(home: string, to: string) {
  const wish = wishOf(home, to);
  await finishMove(wish, await copyAhead(wish, {}), {});
}

const paths = (home: string) =>
  withLibrary(home, ({ query }) => query('select file_path, peaks_path from media_files'));

describe('a data folder that is moved', () => {
  it('is not moved to where it cannot be, with the reason, and nothing is changed', async () => {
    const full = await temporary();
    await writeFile(join(full, 'thesis.doc'), 'x');
    const refused = (to: string) => copyAhead(wishOf(home, to), {}).catch((error: unknown) => error);
    const because = (reason: RegExp) => ({ code: 'MOVE_REFUSED', message: expect.stringMatching(reason) });
    expect(await refused(full)).toMatchObject(because(/not empty/));
    expect(await refused(join(full, 'thesis.doc'))).toMatchObject(because(/is a file/));
    expect(await refused(join(home, 'inside'))).toMatchObject(because(/inside of the present/));
    expect(await refused(join(home, '..'))).toMatchObject(because(/is inside of it/));
    expect(await refused(home)).toMatchObject(because(/there already/));
    expect(await refused('relative')).toMatchObject({ code: 'PATH_NOT_WHOLE' });
    expect(await readdir(full)).toEqual(['thesis.doc']);

    const other = join(await temporary(), 'other');
    await withLibrary(home, async () => {
      const wish = wishOf(home, other);
      await expect(finishMove(wish, await copyAhead(wish, {}), {})).rejects.toMatchObject(
        because(/another Trax uses the data/),
      );
    });
    expect(dataFolderOf(home)).toBe(home);
  });

  it('is used in its new place from then on, with the paths of its files; the former is kept until it is let go', async () => {
    const target = join(await temporary(), 'disk', 'trax');
    await move(home, target);
    expect(dataFolderOf(home)).toBe(target);
    const file = join(target, 'media', 'one', 's01.wav');
    expect(await paths(home)).toEqual([{ file_path: file, peaks_path: '/elsewhere/1.peaks' }]);
    expect(await readFile(file)).toEqual(await readFile(sample('s01.wav')));
    expect(await readdir(target)).not.toContain('moving-here');

    await writeFile(join(home, 'of somebody.txt'), 'x');
    expect(await removeFormer(home, home)).toBe(true);
    expect((await readdir(home)).sort()).toEqual(['moved.json', 'of somebody.txt']);
    expect(await removeFormer(home, home)).toBe(false);

    await rm(join(home, 'of somebody.txt'));
    await move(home, home);
    expect(readPointer(home)).toMatchObject({ to: null, former: [{ path: target }] });
    expect(await paths(home)).toMatchObject([{ file_path: join(home, 'media', 'one', 's01.wav') }]);
  });

  it('begins anew where one was killed before it had said where it comes from', async () => {
    const target = await temporary();
    await writeFile(join(target, 'moving-here'), '');
    expect(await copyAhead(wishOf(home, target), {})).toBe(target);
    expect(await readdir(target)).toContain('logs');
  });

  it('goes on where it was stopped, and copies anew what has changed since', async () => {
    const target = join(await temporary(), 'new');
    const stop = new AbortController();
    const wish = wishOf(home, target);
    const stopped = copyAhead(wish, { signal: stop.signal, report: () => stop.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(dataFolderOf(home)).toBe(wish.source);
    const ahead = await copyAhead(wish, {});
    await writeFile(join(wish.source, 'logs', 'kept.log'), 'later');
    await rm(join(wish.source, 'logs', 'postgres.log'));
    await withLibrary(home, ({ query }) => query(`update media_files set title = 'Later'`));
    await finishMove(wish, ahead, {});
    expect(await readFile(join(target, 'logs', 'kept.log'), 'utf8')).toBe('later');
    expect(await withLibrary(home, ({ query }) => query('select title from media_files'))).toEqual([
      { title: 'Later' },
    ]);
  });

  it.skipIf(!canMount)(
    'stays where it is when the other disk is full, and is moved when there is room',
    async () => {
      const disk = stack.use(await mountSmallDisk(20));
      const target = join(disk.path, 'trax');
      const wish = wishOf(home, target);
      await expect(copyAhead(wish, {})).rejects.toMatchObject({ code: 'DISK_FULL' });
      expect(dataFolderOf(home)).toBe(wish.source);
      expect(await paths(home)).toMatchObject([{ file_path: join(wish.source, 'media', 'one', 's01.wav') }]);
      await disk.resize(400);
      await move(home, target);
      expect(await paths(home)).toMatchObject([{ file_path: join(target, 'media', 'one', 's01.wav') }]);
    },
  );

  it('is not taken for an empty library while its disk is away', async () => {
    const target = join(await temporary(), 'disk');
    await move(home, target);
    await rename(target, `${target}.away`);
    await mkdir(target);
    expect(() => dataFolderOf(home)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_MISSING' }));
    await rm(target, { recursive: true });
    await rename(`${target}.away`, target);
    expect(await paths(home)).toHaveLength(1);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBackups } from '../../electron/core/backups/manifest.ts';
import { giveTree } from '../../electron/core/backups/ownership.ts';
import { prune } from '../../electron/core/backups/prune.ts';
import { restoreLibrary } from '../../electron/core/backups/restore.ts';
import { createCore } from '../../electron/core/core.ts';
import { openDatabase } from '../../electron/core/database/database.ts';
import { findPlace } from '../../electron/core/database/postgres/place.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { startCore } from '../support/core.ts';
import { queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { createLibrary, store, type TestLibrary, wordsOf } from '../support/library.ts';
import { silentLog as log } from '../support/log.ts';

const file = new AsyncDisposableStack();
let stack: AsyncDisposableStack;
let library: TestLibrary;

beforeAll(async () => {
  library = await createLibrary(file);
});
afterAll(() => file.disposeAsync());
beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(async () => {
  await stack.disposeAsync();
  const place = await library.place();
  for (const name of ['replaced', 'backups', 'wal'])
    await rm(join(place, name), { recursive: true, force: true });
  await rm(library.folder, { recursive: true, force: true });
});

/** Moments are told apart by milliseconds. */
const aMoment = () => pause(5);

/** The parts of the journal that the server has put into its archive. */
async function archived(): Promise<string[]> {
  const wal = join(await library.place(), 'wal');
  const names = await readdir(wal, { recursive: true }).catch(() => []);
  return names
    .filter((name) => /[0-9A-F]{24}$/.test(name))
    .map((name) => join(wal, name))
    .sort();
}

/** Lets the server finish the present part of its journal, and waits until it is in the archive. */
async function finishPart(url: string) {
  const [row] = await queryRows<{ name: string }>(url, 'select pg_walfile_name(pg_switch_wal()) as name');
  await expect.poll(archived, { timeout: 30_000 }).toContainEqual(expect.stringContaining(row?.name ?? '-'));
}

describe('restoring to a time', () => {
  it('between two changes gives the first and not the second, and keeps the former library', async () => {
    const database = await library.open();
    await library.backUp(database);
    const between = await store(database, 'first');
    await aMoment();
    await store(database, 'second');
    const after = await store(database, 'third');
    await database[Symbol.asyncDispose]();

    const { kept } = await library.restore({ at: between });
    expect(await library.words()).toEqual(['first']);
    expect(await readdir(join(kept, 'database'))).toContain('cluster');

    // The future that was left is still there.
    await library.restore({ at: after });
    expect(await library.words()).toEqual(['first', 'second', 'third']);
  });

  it('never takes the history that was left for the one that was gone on with', async () => {
    const database = await library.open();
    await library.backUp(database);
    const between = await store(database, 'shared past');
    await aMoment();
    await store(database, 'left behind');
    await database[Symbol.asyncDispose]();
    await library.restore({ at: between });

    const next = await library.open();
    const lone = await store(next, 'new life');
    await next[Symbol.asyncDispose]();
    // Nothing leads there yet; what the former library held at that time would be something else.
    await expect(library.restore({ at: lone })).rejects.toMatchObject({ code: 'MOMENT_UNREACHABLE' });
    await expect(library.restore()).rejects.toMatchObject({ code: 'MOMENT_UNREACHABLE' });

    const again = await library.open();
    await library.backUp(again);
    const at = await store(again, 'kept');
    await aMoment();
    await store(again, 'too late');
    await again[Symbol.asyncDispose]();
    const place = await findPlace(library.dataFolder);
    await prune(place, library.folder, new Date());
    // One of each history, although they are of one day.
    expect(await findBackups(library.folder)).toHaveLength(2);
    await library.restore({ at });
    const words = await library.words();
    expect(words).toEqual(expect.arrayContaining(['kept', 'new life', 'shared past']));
    expect(words).not.toContain('left behind');
    expect(words).not.toContain('too late');
  });

  it('works while the library is open: whoever uses it finds the restored one', async () => {
    const database = stack.use(await library.open());
    const before = await wordsOf(database);
    await library.backUp(database);
    const at = await store(database, 'stays');
    await aMoment();
    await store(database, 'goes');
    const health: string[] = [];
    stack.use(database.onHealth((state) => health.push(state)));
    await library.restore({ at });
    await expect.poll(() => health.at(-1), { timeout: 30_000 }).toBe('ready');
    await expect.poll(() => wordsOf(database).catch(() => null)).toEqual([...before, 'stays'].sort());
  });

  it('without one brings back everything that was stored, also when the database itself is gone', async () => {
    const database = await library.open();
    await library.backUp(database);
    await store(database, 'newest');
    await finishPart(database.url);
    const words = await wordsOf(database);
    await database[Symbol.asyncDispose]();
    await rm(join(await library.place(), 'database'), { recursive: true });
    await library.restore();
    expect(await library.words()).toEqual(words);
  });

  it('from one backup gives the moment of that backup', async () => {
    const database = await library.open();
    const words = await wordsOf(database);
    const elsewhere = stack.use(await createDataFolder()).path;
    const { path } = await library.backUp(database, { folder: elsewhere });
    await store(database, 'later');
    await database[Symbol.asyncDispose]();
    await library.restore({ from: path });
    expect(await library.words()).toEqual(words);
  });

  it('from before the first backup is refused, and from where there is none', async () => {
    const elsewhere = stack.use(await createDataFolder()).path;
    const note = join(elsewhere, 'note.txt');
    await writeFile(note, 'not a backup');
    for (const from of [elsewhere, note])
      await expect(library.restore({ from })).rejects.toMatchObject({ code: 'BACKUP_MISSING' });

    const database = stack.use(await library.open());
    await library.backUp(database);
    await expect(library.restore({ at: new Date(0) })).rejects.toMatchObject({ code: 'MOMENT_UNREACHABLE' });
    const refused = library.backUp(database, { folder: note });
    await expect(refused).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
  });
});

describe('damage', () => {
  it('to a backup is named, and nothing is changed', async () => {
    const database = await library.open();
    const { path } = await library.backUp(database);
    const words = await wordsOf(database);
    await database[Symbol.asyncDispose]();
    const control = join(path, 'cluster', 'global', 'pg_control');
    const bytes = await readFile(control);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(control, bytes);
    await expect(library.restore()).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
      details: { file: 'cluster/global/pg_control', how: expect.stringContaining('checksum') },
    });
    expect(await library.words()).toEqual(words);
    expect(await readdir(await library.place())).not.toContain(expect.stringContaining('restored-'));
  });

  for (const [kind, damage, how] of [
    ['cut', (path: string) => truncate(path, 1000), /cut/],
    ['missing', (path: string) => rm(path), /missing/],
    [
      'overwritten',
      async (path: string) => writeFile(path, (await readFile(path)).fill(7, 64, 4000)),
      /cannot be read/,
    ],
  ] as const) {
    it(`to the journal is named: a part that is ${kind}`, async () => {
      const database = await library.open();
      const { manifest } = await library.backUp(database);
      const before = await store(database, `before ${kind}`);
      await aMoment();
      const parts: string[] = [];
      for (const word of ['one', 'two', 'three']) {
        await store(database, `${word} ${kind}`);
        await finishPart(database.url);
        parts.push((await archived()).at(-1) ?? '');
      }
      await database[Symbol.asyncDispose]();
      // The server's own copies of finished parts would stand in for the archive's.
      const [, second = ''] = parts;
      const name = second.slice(-24);
      expect(name > manifest.lastSegment).toBe(true);
      await rm(join(await library.place(), 'database', 'cluster', 'pg_wal', name), { force: true });
      await damage(second);

      const failure = {
        code: 'JOURNAL_DAMAGED',
        details: { segment: name, how: expect.stringMatching(how) },
      };
      await expect(library.restore()).rejects.toMatchObject(failure);
      await expect(library.restore({ at: new Date() })).rejects.toMatchObject(failure);
      // What lies before it can be had.
      await library.restore({ at: before });
      expect(await library.words()).toContain(`before ${kind}`);
    });
  }
});

describe('a crash', () => {
  const child = (what: string) =>
    spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/holdBackup.ts'), what, library.dataFolder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );

  it('during a backup leaves none that is half done, and the next one clears up', async () => {
    const database = stack.use(await library.open());
    for (const delay of [0, 10, 40, 100]) {
      const process = child('backup');
      await once(process.stdout, 'data');
      await pause(delay);
      process.kill('SIGKILL');
      await once(process, 'close');
    }
    // The server notices that the former one has gone.
    await expect
      .poll(
        () =>
          library.backUp(database).then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const names = await readdir(library.folder);
    expect(names.filter((name) => name.startsWith('unfinished'))).toEqual([]);
    for (const name of names) await library.restore({ from: join(library.folder, name) });
  });

  it('during a restoration leaves the old library or the new one, whole', async () => {
    const database = await library.open();
    await library.backUp(database);
    const words = await wordsOf(database);
    await store(database, 'in the old one only');
    await database[Symbol.asyncDispose]();
    for (const stage of ['copying', 'verifying', 'replacing']) {
      const process = child(stage);
      await once(process.stdout, 'data');
      process.kill('SIGKILL');
      await once(process, 'close');
      expect([words, [...words, 'in the old one only'].sort()]).toContainEqual(await library.words());
    }
    await library.restore();
    expect(await readdir(await library.place())).not.toContainEqual(expect.stringContaining('restored-'));
  });
});

describe('a replacement that was interrupted', () => {
  /** Stops between two steps, as a crash does, by a process that is gone. */
  async function interrupt(fresh: 'there' | 'gone') {
    const database = await library.open();
    await store(database, `kept ${fresh}`);
    await database[Symbol.asyncDispose]();
    const place = await library.place();
    const present = join(place, 'database');
    const kept = join(place, 'replaced', 'earlier', 'database');
    const next = join(place, 'restored-1-x', 'database');
    await mkdir(dirname(kept), { recursive: true });
    if (fresh === 'there') await cp(present, next, { recursive: true });
    const { uid, gid } = await stat(present);
    if (fresh === 'there') await giveTree(dirname(next), { uid, gid });
    await rename(present, kept);
    // No process has this number: it is above what Linux gives.
    const note = { pid: 2 ** 22 + 1, fresh: next, kept };
    await writeFile(join(place, 'database.replacement'), JSON.stringify(note));
  }

  it('is finished by the next start, and taken back where there is nothing to put in place', async () => {
    for (const fresh of ['there', 'gone'] as const) {
      await interrupt(fresh);
      expect(await library.words()).toContain(`kept ${fresh}`);
      expect(await readdir(await library.place())).not.toContain('database.replacement');
      await rm(join(await library.place(), 'replaced'), { recursive: true, force: true });
    }
  });
});

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a full disk', () => {
  /** A disk of so many megabytes, which can be made larger. */
  async function smallDisk(megabytes: number) {
    const folder = stack.use(await createDataFolder()).path;
    await run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder);
    stack.defer(() => run('umount', '-l', folder));
    return { folder, grow: () => run('mount', '-o', 'remount,size=300m', folder) };
  }

  it('that is read-only too, or where no folder can be, is refused for a backup', async () => {
    const database = stack.use(await library.open());
    const { folder } = await smallDisk(1);
    await run('mount', '-o', 'remount,ro', folder);
    for (const place of [folder, '/proc/nowhere']) {
      const refused = library.backUp(database, { folder: join(place, 'new') });
      await expect(refused).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
    }
  });

  it('during a backup is said so, and leaves nothing behind', async () => {
    const database = stack.use(await library.open());
    const words = await wordsOf(database);
    const { folder, grow } = await smallDisk(20);
    await expect(library.backUp(database, { folder })).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(folder)).toEqual([]);
    expect(await wordsOf(database)).toEqual(words);
    await grow();
    const { path } = await library.backUp(database, { folder });
    expect((await stat(join(path, 'manifest.json'))).size).toBeGreaterThan(0);
  });

  it('during a restoration is said so, and the library stays as it was', async () => {
    const { folder: dataFolder, grow } = await smallDisk(64);
    const folder = stack.use(await createDataFolder()).path;
    const open = () => openDatabase({ dataFolder, log });
    const database = await open();
    await library.backUp(database, { folder });
    await store(database, 'since');
    await database[Symbol.asyncDispose]();
    const restore = () => restoreLibrary({ dataFolder, folder, log });
    await expect(restore()).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(await readdir(dataFolder)).not.toContainEqual(expect.stringContaining('restored-'));
    const same = await open();
    expect(await wordsOf(same)).toEqual(['since']);
    await same[Symbol.asyncDispose]();
    await grow();
    await restore();
    await using restored = await open();
    expect(await wordsOf(restored)).toEqual(['since']);
  });
});

describe('backups by themselves', () => {
  it('are made when one is due, told by events, can be stopped, and are not put into the database', async () => {
    const { dataFolder } = await createLibrary(stack);
    const host = createNodeHost({ name: 'web', dataFolder, environment: {} });
    const core = stack.use(await createCore(host, { firstLookAfter: 100 }));
    const path = join(dataFolder, 'talk.wav');
    await writeFile(path, 'no sound');
    expect((await core.client.backups.list()).backups).toEqual([]);
    await core.client.library.add({ paths: [path] });
    const backups = () => core.client.backups.list();
    if ((await backups()).job === null) await core.client.backups.start({});
    await expect.poll(async () => (await backups()).backups.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await backups()).job, { timeout: 30_000 }).toBe(null);
    expect(await backups()).toMatchObject({ failure: null, anyMinuteSince: expect.any(String) });

    await core.client.backups.start({});
    expect(await core.client.backups.cancel()).toEqual({ cancelled: true });
    await expect.poll(async () => (await backups()).failure?.code).toBe('CANCELLED');
    expect((await readdir(join(dataFolder, 'backups'))).filter((name) => /^unfinished/.test(name))).toEqual(
      [],
    );

    const inside = join((await backups()).databaseFolder, 'new');
    await core.client.backups.start({ to: inside });
    await expect.poll(async () => (await backups()).failure?.code).toBe('FOLDER_OF_DATABASE');
    const library = core.client.portability.exportLibrary({ folder: inside });
    await expect(library).rejects.toMatchObject({ code: 'FOLDER_OF_DATABASE' });
  });

  it('are made before the schema of a library with recordings is changed', async () => {
    const { dataFolder, folder, open } = await createLibrary(stack);
    const database = await open();
    await queryRows(
      database.url,
      `insert into media_files (file_path, file_name, file_size) values ('/a', 'a', 1)`,
    );
    await database.orm.migrator.down();
    await database[Symbol.asyncDispose]();
    const host = createNodeHost({ name: 'web', dataFolder, environment: {} });
    stack.use(await createCore(host, { runsQueue: false }));
    expect((await findBackups(folder)).map(({ manifest }) => manifest.reason)).toEqual(['upgrade']);
  });

  it('are left to the administrator of a server of the user’s own', async () => {
    const { client } = await startCore(stack);
    await expect(client.backups.list()).rejects.toMatchObject({ code: 'BACKUP_ELSEWHERE' });
    await expect(client.backups.start({})).rejects.toMatchObject({ code: 'BACKUP_ELSEWHERE' });
  });
});

async function run(program: string, ...args: string[]): Promise<void> {
  const [code] = await once(spawn(program, args, { stdio: 'inherit' }), 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}

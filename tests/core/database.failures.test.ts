import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { canReach, findServerUser, isRoot } from '../../electron/core/database/postgres/serverUser.ts';
import { createTestDatabase, query, queryRows } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { inspectServer } from '../support/embeddedServer.ts';
import { silentLog as log } from '../support/log.ts';
import { startOtherCore } from '../support/otherCore.ts';

let stack: AsyncDisposableStack;
let dataFolder: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  dataFolder = stack.use(await createDataFolder()).path;
});
afterEach(() => stack.disposeAsync());

const open = async (options: { dataFolder?: string; databaseUrl?: string } = {}) =>
  stack.use(await openDatabase({ dataFolder, log, ...options }));

/** An ordinary user that this run may act as and that can read the checkout; null where there is none. */
const ordinary = isRoot() ? await findServerUser() : null;
const canAct = ordinary !== null && (await canReach(import.meta.dirname, ordinary));

describe('a data folder', () => {
  it('that is a file is refused', async () => {
    const path = join(dataFolder, 'file');
    await writeFile(path, '');
    await expect(open({ dataFolder: path })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
      details: { path },
    });
  });

  it.skipIf(isRoot() && !canAct)('that may not be written is refused', async () => {
    const path = join(dataFolder, 'read-only');
    await mkdir(path);
    await chmod(path, 0o555);
    await chmod(dataFolder, 0o755);
    const other = stack.use(await startOtherCore(path, ordinary ?? {}));
    expect(other.opened.code).toBe('FOLDER_NOT_WRITABLE');
  });

  it('may have spaces, accents, quotes and any script in its name', async () => {
    const path = join(dataFolder, `été d'Amélie "東京" 🎧 %20 $HOME`);
    await mkdir(path);
    const { orm } = await open({ dataFolder: path });
    expect(await orm.em.execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it.skipIf(!isRoot() || process.platform !== 'linux')('on a full disk is refused as such', async () => {
    const path = join(dataFolder, 'small');
    await mkdir(path);
    await chmod(dataFolder, 0o755);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0755', 'tmpfs', path]);
    stack.defer(() => void execFileSync('umount', ['-l', path]));
    await expect(open({ dataFolder: path })).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it('whose place elsewhere is gone is refused rather than begun anew', async () => {
    await writeFile(join(dataFolder, 'database.place'), '/nowhere/at/all\n');
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('its folder /nowhere/at/all is gone'),
    });
  });
});

describe.skipIf(!isRoot())('root', () => {
  it('is served by another user from a place that this user can reach', async () => {
    await open();
    const { place } = await inspectServer(dataFolder);
    expect(place.user).toEqual(ordinary);
    expect(place.folder.startsWith(dataFolder)).toBe(false);
  });

  it('removes what was kept elsewhere for a temporary data folder that is gone', async () => {
    const { path } = stack.use(await createDataFolder());
    await (await openDatabase({ dataFolder: path, log }))[Symbol.asyncDispose]();
    const { place } = await inspectServer(path);
    expect(await readdir(place.folder)).toContain('database');
    await rm(path, { recursive: true });
    await open();
    await expect(readdir(place.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps the database in the data folder where that can be reached', async () => {
    await chmod(dataFolder, 0o755);
    await open();
    expect((await inspectServer(dataFolder)).place.folder).toBe(dataFolder);
  });

  it.skipIf(!canAct)('serves the library of an ordinary user without taking it away', async () => {
    await giveAway();
    const before = await startOtherCore(dataFolder, ordinary ?? {});
    await before.leave();
    const ours = await openDatabase({ dataFolder, log });
    await ours.orm.em.execute(`insert into search_words (word) values ('of root')`);
    await ours[Symbol.asyncDispose]();
    const after = stack.use(await startOtherCore(dataFolder, ordinary ?? {}));
    expect(after.opened.uid).toBe(ordinary?.uid);
    await after.leave();
  });
});

describe.skipIf(!canAct)('an ordinary user', () => {
  it('keeps everything in the data folder', async () => {
    await giveAway();
    const other = stack.use(await startOtherCore(dataFolder, ordinary ?? {}));
    expect(other.opened).toMatchObject({ uid: ordinary?.uid, encoding: 'UTF8', trigrams: 3 });
    const server = await inspectServer(dataFolder);
    expect(server.place.folder).toBe(dataFolder);
    expect(await server.isRunning()).toBe(true);
    await other.leave();
    expect(await server.isRunning()).toBe(false);
  });
});

async function giveAway(): Promise<void> {
  execFileSync('chown', [`${ordinary?.uid}:${ordinary?.gid}`, dataFolder]);
}

describe('a computer that falls asleep within a transaction', () => {
  it('is let go of, so that it holds nobody up, and is told so as a passing failure', async () => {
    const { url } = stack.use(await createTestDatabase());
    const { orm } = await open({ databaseUrl: url });
    const word = 'insert into search_words (word) values (?)';
    const asleep = orm.em.fork().transactional(async (em) => {
      const [row] = await em.execute('show idle_in_transaction_session_timeout');
      expect(row).toEqual({ idle_in_transaction_session_timeout: '30s' });
      await em.execute(word, ['held']);
      // Not to wait as long here.
      await em.execute("set local idle_in_transaction_session_timeout = '50ms'");
      // Waits for the row until the other is gone.
      await orm.em.fork().execute(`${word} on conflict do nothing`, ['held']);
      await em.execute(word, ['late']);
    });
    await expect(asleep).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', passing: true });
    expect(await queryRows(url, 'select word from search_words')).toEqual([{ word: 'held' }]);
  });
});

describe('a server of the user’s own', () => {
  it('is used instead of the embedded one, and left running', async () => {
    const { url } = stack.use(await createTestDatabase());
    const database = await openDatabase({ dataFolder, databaseUrl: url, log });
    expect(database.isEmbedded).toBe(false);
    await database.orm.em.execute(`insert into search_words (word) values ('kept')`);
    await database[Symbol.asyncDispose]();
    await query(url, 'select word from search_words');
    expect(await (await inspectServer(dataFolder)).isRunning()).toBe(false);
  });

  it('is found again after it cut all connections', async () => {
    const { url } = stack.use(await createTestDatabase());
    const database = await open({ databaseUrl: url });
    const health: string[] = [];
    using _ = database.onHealth((state) => health.push(state));
    await query(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await expect.poll(() => health).toEqual(['recovering', 'ready']);
    expect(await database.orm.em.execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('that does not answer is named', async () => {
    await expect(open({ databaseUrl: 'postgresql://trax@127.0.0.1:1/trax' })).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
  });

  it('that is older than 15 is refused with its version', async () => {
    const port = await pretendVersion14();
    await expect(open({ databaseUrl: `postgresql://trax@127.0.0.1:${port}/trax` })).rejects.toMatchObject({
      code: 'DATABASE_TOO_OLD',
      details: { version: '14.9' },
    });
  });
});

/** A server that lets everybody in and answers every query with its version: PostgreSQL's protocol 3, in its least. */
async function pretendVersion14(): Promise<number> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const int = (bytes: 2 | 4, value: number) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const column = (name: string) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      int(4, 0),
      int(2, 0),
      int(4, 25),
      int(2, -1),
      int(4, -1),
      int(2, 0),
    ]);
  const value = (text: string) => Buffer.concat([int(4, text.length), Buffer.from(text)]);
  const ready = message('Z', Buffer.from('I'));
  const welcome = Buffer.concat([message('R', int(4, 0)), ready]);
  const answer = Buffer.concat([
    message('T', int(2, 2), column('number'), column('version')),
    message('D', int(2, 2), value('140009'), value('14.9')),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ]);

  const server = createServer((socket: Socket) => {
    socket.once('data', () => {
      socket.write(welcome);
      socket.on('data', (data) => data[0] === 'Q'.charCodeAt(0) && socket.write(answer));
    });
  });
  stack.defer(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

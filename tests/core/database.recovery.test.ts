import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { isServer } from '../../electron/core/database/postgres/processes.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { inspectServer } from '../support/embeddedServer.ts';
import { silentLog as log } from '../support/log.ts';
import { startOtherCore } from '../support/otherCore.ts';

const file = new AsyncDisposableStack();
let stack: AsyncDisposableStack;
let dataFolder: string;

// One library for all: making one takes longer than what is tested on it.
beforeAll(async () => {
  dataFolder = file.use(await createDataFolder()).path;
  await (await openDatabase({ dataFolder, log }))[Symbol.asyncDispose]();
});
afterAll(() => file.disposeAsync());

beforeEach(() => {
  stack = new AsyncDisposableStack();
});
afterEach(async () => {
  await stack.disposeAsync();
  expect(await (await inspectServer(dataFolder)).isRunning()).toBe(false);
});

const open = async () => stack.use(await openDatabase({ dataFolder, log }));
const count = async ({ orm }: Database) =>
  (await orm.em.execute<{ count: number }[]>('select count(*)::int as count from search_words'))[0]?.count;
const isUsable = async (database: Database) => (await count(database).catch(() => null)) !== null;
const add = ({ orm }: Database, word: string) =>
  orm.em.execute('insert into search_words (word) values (?)', [word]);

/** Leaves the folder as a crash of everything does: server and core gone at once, the lock file still there. */
async function crashEverything(): Promise<void> {
  const other = await startOtherCore(dataFolder);
  const server = await inspectServer(dataFolder);
  const pid = await server.pid();
  await other.kill();
  process.kill(pid, 'SIGKILL');
  await expect.poll(server.isRunning).toBe(false);
}

describe('a database whose server is killed', () => {
  it('is started again by the core that uses it, with everything that was stored', async () => {
    const database = await open();
    const server = await inspectServer(dataFolder);
    const health: string[] = [];
    using _ = database.onHealth((state) => health.push(state));
    await add(database, 'kept');
    const kept = await count(database);
    const former = await server.pid();
    process.kill(former, 'SIGKILL');

    await expect.poll(() => health, { timeout: 30_000 }).toContain('recovering');
    await expect.poll(() => database.health, { timeout: 30_000 }).toBe('ready');
    expect(await count(database)).toBe(kept);
    expect(await server.pid()).not.toBe(former);
    expect(health.at(-1)).toBe('ready');
  });

  it('is started again, too, when it was told to end and waits for its users to go', async () => {
    const database = await open();
    const server = await inspectServer(dataFolder);
    const former = await server.pid();
    await add(database, 'polite');
    const before = await count(database);
    process.kill(former, 'SIGTERM');
    // Those that are open already are served for as long as they stay: only a new one hears of it.
    const pidAfterMany = async () => {
      await Promise.allSettled(Array.from({ length: 8 }, () => count(database)));
      return server.pid();
    };
    await expect.poll(pidAfterMany, { timeout: 30_000 }).not.toBe(former);
    await expect.poll(() => isUsable(database), { timeout: 30_000 }).toBe(true);
    expect(await count(database)).toBe(before);
  });

  it('says that it is unavailable for the moment to queries in between', async () => {
    const database = await open();
    const server = await inspectServer(dataFolder);
    const slow = database.orm.em.fork().execute('select pg_sleep(30)');
    process.kill(await server.pid(), 'SIGKILL');
    await expect(slow).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', passing: true });
    await expect.poll(() => isUsable(database), { timeout: 30_000 }).toBe(true);
  });

  it('hears notifications again afterwards, and says that there was a gap', async () => {
    const database = await open();
    const server = await inspectServer(dataFolder);
    const heard: string[] = [];
    stack.use(
      await database.listen(
        'News',
        (payload) => heard.push(payload),
        () => heard.push('a gap'),
      ),
    );
    await database.orm.em.execute(`notify "News", 'one'`);
    await expect.poll(() => heard).toEqual(['one']);
    process.kill(await server.pid(), 'SIGKILL');
    await expect.poll(() => heard, { timeout: 30_000 }).toEqual(['one', 'a gap']);
    await database.orm.em.execute(`notify "News", 'two'`);
    await expect.poll(() => heard).toEqual(['one', 'a gap', 'two']);
  });

  it('closes in peace while the server is gone', async () => {
    const database = await openDatabase({ dataFolder, log });
    const server = await inspectServer(dataFolder);
    process.kill(await server.pid(), 'SIGKILL');
    await database[Symbol.asyncDispose]();
    expect(await server.isRunning()).toBe(false);
  });

  it('opens after a crash of everything', async () => {
    await crashEverything();
    expect(await isUsable(await open())).toBe(true);
  });

  it('opens although sessions of the killed server are still there', async () => {
    const other = await startOtherCore(dataFolder);
    const server = await inspectServer(dataFolder);
    const pid = await server.pid();
    // A stopped process does not notice that its server is gone, and holds on to the shared memory.
    const sessions = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
      .trim()
      .split(' ')
      .map(Number);
    for (const session of sessions) process.kill(session, 'SIGSTOP');
    await other.kill();
    process.kill(pid, 'SIGKILL');
    expect(await isUsable(await open())).toBe(true);
    for (const session of sessions) await expect.poll(() => isServer(session, server.cluster)).toBe(false);
  });
});

describe('a lock file that was left behind', () => {
  it('is no obstacle when another program has got the number of the server', async () => {
    await crashEverything();
    const server = await inspectServer(dataFolder);
    const { uid, gid } = server.place.user ?? {};
    const program = spawn(
      'sleep',
      ['600'],
      uid === undefined ? {} : { uid, ...(gid !== undefined && { gid }) },
    );
    stack.defer(() => void program.kill());
    const lock = await readFile(server.lockPath, 'utf8');
    await writeFile(server.lockPath, lock.replace(/^\d+/, String(program.pid)));

    expect(await isUsable(await open())).toBe(true);
    expect(program.exitCode).toBeNull();
  });

  it('is no obstacle while the dead server was not yet collected by its parent', async () => {
    await crashEverything();
    const server = await inspectServer(dataFolder);
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 600']);
    stack.defer(() => void parent.kill());
    const [pid] = await once(parent.stdout, 'data');
    const lock = await readFile(server.lockPath, 'utf8');
    await writeFile(server.lockPath, lock.replace(/^\d+/, String(pid).trim()));

    const starts: string[] = [];
    const counting = { ...log, info: (text: string) => text.startsWith('starting') && starts.push(text) };
    expect(await isUsable(stack.use(await openDatabase({ dataFolder, log: counting })))).toBe(true);
    expect(starts).toHaveLength(1);
  });

  it('is no obstacle when it is empty', async () => {
    await crashEverything();
    await writeFile((await inspectServer(dataFolder)).lockPath, '');
    expect(await isUsable(await open())).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('the private socket', () => {
  it('is made again at the same place when it was cleaned away under a server', async () => {
    const other = await startOtherCore(dataFolder);
    const server = await inspectServer(dataFolder);
    const { socketFolder } = await server.lock();
    await other.kill();
    await rm(socketFolder, { recursive: true });
    expect(await isUsable(await open())).toBe(true);
    expect((await server.lock()).socketFolder).toBe(socketFolder);
  });

  it('goes elsewhere when somebody else sits in its place', async () => {
    await (await openDatabase({ dataFolder, log }))[Symbol.asyncDispose]();
    const server = await inspectServer(dataFolder);
    const noted = await readFile(server.address, 'utf8');
    await expect(stat(noted)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(noted, 'a file in the way');
    stack.defer(() => rm(noted));
    await open();
    expect((await server.lock()).socketFolder).not.toBe(noted);
  });
});

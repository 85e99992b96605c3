import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
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
const join = async () => stack.use(await startOtherCore(dataFolder));

describe('cores on one data folder', () => {
  it('share one server, which the last one out stops', async () => {
    const first = await join();
    const server = await inspectServer(dataFolder);
    const pid = await server.pid();
    const second = await join();
    expect(second.opened.url).toBe(first.opened.url);
    expect(await server.pid()).toBe(pid);
    await first.leave();
    expect(await server.isRunning()).toBe(true);
    await second.leave();
    expect(await server.isRunning()).toBe(false);
  });

  it('start one server and make one library when they come at the same time', async () => {
    const { path } = stack.use(await createDataFolder());
    const start = async () => stack.use(await startOtherCore(path));
    const cores = await Promise.all([start(), start(), start()]);
    expect(new Set(cores.map((core) => core.opened.url)).size).toBe(1);
    for (const core of cores) await core.leave();
    expect(await (await inspectServer(path)).isRunning()).toBe(false);
  });

  it('go on when the one that started the server is killed', async () => {
    const starter = await join();
    const database = await open();
    const server = await inspectServer(dataFolder);
    const pid = await server.pid();
    await starter.kill();
    expect(await database.orm.em.execute('select 1 as one')).toEqual([{ one: 1 }]);
    expect(await server.pid()).toBe(pid);
    await database[Symbol.asyncDispose]();
    expect(await server.isRunning()).toBe(false);
  });

  it('take over the server of a killed core, and stop it when they leave', async () => {
    const starter = await join();
    const server = await inspectServer(dataFolder);
    const pid = await server.pid();
    await starter.kill();
    expect(await server.isRunning()).toBe(true);
    const database = await open();
    expect(await server.pid()).toBe(pid);
    await database[Symbol.asyncDispose]();
    expect(await server.isRunning()).toBe(false);
  });

  it('come and go at any moment without losing each other', async () => {
    const visit = async () => {
      await using database = await openDatabase({ dataFolder, log });
      return await database.orm.em.execute('select 1 as one');
    };
    const rounds = Array.from({ length: 5 }, () => [visit(), visit()]).flat();
    for (const result of await Promise.all(rounds)) expect(result).toEqual([{ one: 1 }]);
    for (let round = 0; round < 5; round++) {
      const leaving = openDatabase({ dataFolder, log }).then((database) => database[Symbol.asyncDispose]());
      expect(await visit()).toEqual([{ one: 1 }]);
      await leaving;
    }
    expect(await (await inspectServer(dataFolder)).isRunning()).toBe(false);
  });

  it('all recover when their server is killed, on one new server', async () => {
    const cores = [await open(), await open()];
    const server = await inspectServer(dataFolder);
    const former = await server.pid();
    process.kill(former, 'SIGKILL');
    for (const { orm } of cores) {
      const one = () => orm.em.execute('select 1 as one').catch(() => null);
      await expect.poll(one, { timeout: 30_000 }).toEqual([{ one: 1 }]);
    }
    await expect
      .poll(() => cores.map((core) => core.health), { timeout: 30_000 })
      .toEqual(['ready', 'ready']);
    const [, second] = cores;
    await second?.[Symbol.asyncDispose]();
    // The first may not have noticed its loss when the second leaves as the last one known: then it starts it again.
    await expect.poll(() => server.isRunning(), { timeout: 30_000 }).toBe(true);
  });

  it('hear each other', async () => {
    const [here, there] = [await open(), await open()];
    const heard: string[] = [];
    const listening = await here.listen(
      'events',
      (payload) => heard.push(payload),
      () => undefined,
    );
    await there.orm.em.execute(`select pg_notify('events', 'hello')`);
    await expect.poll(() => heard).toEqual(['hello']);
    await listening[Symbol.asyncDispose]();
    await there.orm.em.execute(`select pg_notify('events', 'again')`);
    const marker = await here.listen(
      'marker',
      (payload) => heard.push(payload),
      () => undefined,
    );
    await there.orm.em.execute(`select pg_notify('marker', 'end')`);
    await expect.poll(() => heard).toEqual(['hello', 'end']);
    await marker[Symbol.asyncDispose]();
  });
});

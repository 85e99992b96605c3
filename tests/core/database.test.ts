import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/core/database/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { inspectServer } from '../support/embeddedServer.ts';
import { startOtherCore } from '../support/otherCore.ts';

const file = new AsyncDisposableStack();
let stack: AsyncDisposableStack;
let dataFolder: string;
let logged: string;
const note = (...parts: unknown[]) => {
  logged += JSON.stringify(parts);
};
const log = { info: note, warn: note, error: note };

// One library for all: making one takes longer than what is tested on it.
beforeAll(async () => {
  dataFolder = file.use(await createDataFolder()).path;
});
afterAll(() => file.disposeAsync());

beforeEach(() => {
  stack = new AsyncDisposableStack();
  logged = '';
});
afterEach(() => stack.disposeAsync());

const open = async () => stack.use(await openDatabase({ dataFolder, log }));

describe('the embedded database', () => {
  it('keeps what is stored, and leaves no server behind when it is closed', async () => {
    const first = await openDatabase({ dataFolder, log });
    await first.orm.em.execute(`insert into settings (key, value) values ('theme', '"dark"')`);
    const server = await inspectServer(dataFolder);
    expect(await server.isRunning()).toBe(true);
    await first[Symbol.asyncDispose]();
    expect(await server.isRunning()).toBe(false);

    const second = await open();
    expect(await second.orm.em.execute('select key, value from settings')).toEqual([
      { key: 'theme', value: 'dark' },
    ]);
  });

  it('is UTF-8, finds trigrams in any script and writes its journal in pieces of 1 MB', async () => {
    const { orm } = await open();
    const [row] = await orm.em.execute(
      `select current_setting('server_encoding') as encoding, current_setting('wal_segment_size') as segment,
        cardinality(show_trgm('東京')) as trigrams, current_setting('password_encryption') as passwords,
        upper('é') as upper`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      segment: '1MB',
      trigrams: 3,
      passwords: 'scram-sha-256',
      upper: 'É',
    });
  });

  it('is UTF-8 also where no language is set, as on a launch from the Finder', async () => {
    const { PATH = '' } = process.env;
    const other = stack.use(await startOtherCore(dataFolder, { env: { PATH } }));
    expect(other.opened).toMatchObject({ encoding: 'UTF8', trigrams: 3 });
    await other.leave();
  });

  it.skipIf(process.platform === 'win32')('listens on a socket that only its user reaches', async () => {
    const { orm } = await open();
    const server = await inspectServer(dataFolder);
    const [row] = await orm.em.execute(
      `select current_setting('listen_addresses') as addresses, inet_server_port() as port`,
    );
    expect(row).toEqual({ addresses: '', port: null });
    const { socketFolder } = await server.lock();
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
    expect(Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432'))).toBeLessThan(100);
    expect((await stat(server.password)).mode & 0o777).toBe(0o600);
    expect((await stat(server.cluster)).mode & 0o777).toBe(0o700);
    await expect(
      openDatabase({ dataFolder, databaseUrl: (await open()).url.replace(/:[0-9a-f]{64}@/, ':wrong@'), log }),
    ).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('tells its password and what people said to nobody', async () => {
    const database = await open();
    const server = await inspectServer(dataFolder);
    const password = await readFile(server.password, 'utf8');
    expect(Buffer.from(password, 'hex')).toHaveLength(32);
    expect(database.url).toContain(password);
    const secret = 'the source is in Geneva';
    const refused = `insert into search_words (word, occurrences) values ('${secret}', -1)`;
    await expect(database.orm.em.execute(refused)).rejects.toThrow();
    await expect(database.orm.em.execute(`select '${secret}'::int`)).rejects.toThrow();
    await database[Symbol.asyncDispose]();

    const serverLog = await readFile(join(dataFolder, 'logs', 'postgres.log'), 'utf8');
    expect(serverLog).toContain('ready to accept connections');
    for (const text of [serverLog, logged]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain('Geneva');
    }
  });

  it.skipIf(process.platform !== 'linux')('shows no password in the list of processes', async () => {
    await open();
    const server = await inspectServer(dataFolder);
    const password = await readFile(server.password, 'utf8');
    const pid = await server.pid();
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain(password);
  });

  it('gives a URL with which other programs connect', async () => {
    const { url } = await open();
    const guest = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }));
    expect(guest.isEmbedded).toBe(false);
    expect(await guest.orm.em.execute('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is made although an earlier attempt was cut off, and whole or not at all', async () => {
    const { path } = stack.use(await createDataFolder());
    const { folder } = await inspectServer(path);
    const unfinished = join(dirname(folder), 'database.new-cut-off');
    await mkdir(unfinished);
    await writeFile(join(unfinished, 'password'), 'x');
    await utimes(unfinished, 0, 0);

    const stopped = AbortSignal.abort(new Error('never mind'));
    await expect(openDatabase({ dataFolder: path, log, signal: stopped })).rejects.toThrow();
    expect(await readdir(dirname(folder))).not.toContain('database');

    stack.use(await openDatabase({ dataFolder: path, log }));
    expect((await readdir(dirname(folder))).filter((name) => name.startsWith('database.new'))).toEqual([]);
  });
});

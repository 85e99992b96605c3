import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog, withoutSecrets } from '../../electron/hosts/log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesIn = async (path: string) =>
  (await readFile(path, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the log', () => {
  test('is one JSON object a line, with who and when', async () => {
    const path = join(folder, 'logs', 'trax.log');
    const log = createLog(path, 'web');
    log.info('started', { port: 1234 });
    log.error('broken', new Error('no\nluck', { cause: 'rain' }));
    const [started, broken] = await linesIn(path);
    expect(started).toMatchObject({
      level: 'info',
      who: 'web',
      message: 'started',
      port: 1234,
      pid: process.pid,
    });
    expect(Date.parse(started.at)).not.toBeNaN();
    expect(broken).toMatchObject({ level: 'error', error: { cause: 'rain' } });
    expect(broken.error.trace).toContain('no\nluck');
  });

  test('never holds keys and passwords', async () => {
    const path = join(folder, 'trax.log');
    createLog(path, 'web').warn('connecting to postgres://trax:hunter2@/db?host=/tmp', {
      apiKey: 'hunter2',
      nested: [{ PGPASSWORD: 'hunter2', headers: { authorization: 'Bearer hunter2' } }],
      link: 'http://127.0.0.1:1/?token=hunter2',
      said: 'curl -H "Authorization: Bearer hunter2"',
    });
    createLog(path, 'web').error('failed', new Error('connect postgres://trax:hunter2@localhost/db'));
    expect(await readFile(path, 'utf8')).not.toContain('hunter2');
  });

  test('takes what cannot be written as JSON', () => {
    const cycle: Record<string, unknown> = { big: 10n };
    cycle.self = cycle;
    expect(() => JSON.stringify(withoutSecrets(cycle))).not.toThrow();
  });

  test('is renamed when it is full, and the oldest goes', async () => {
    const path = join(folder, 'trax.log');
    const log = createLog(path, 'web', { maximumBytes: 2_000, keptFiles: 2 });
    for (let line = 0; line < 60; line++) log.info(`line ${line}`);
    expect((await readdir(folder)).sort()).toEqual(['trax.log', 'trax.log.1', 'trax.log.2']);
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(2_000);
    }
    expect((await linesIn(path)).at(-1).message).toBe('line 59');
  });

  test('goes to standard error where it cannot be written, and says so once', async () => {
    await writeFile(join(folder, 'file'), '');
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const log = createLog(join(folder, 'file', 'trax.log'), 'web');
    log.info('one');
    log.info('two');
    const lines = written.mock.calls.map(([line]) => String(line));
    written.mockRestore();
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('cannot be written');
    expect(lines[2]).toContain('"two"');
  });
});

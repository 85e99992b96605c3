import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../../electron/core/host.ts';
import { createSecretFile } from '../../electron/hosts/secretFile.ts';

let folder: string;
let path: string;
const warnings: unknown[] = [];
const log: Log = {
  info: () => undefined,
  warn: (...line) => void warnings.push(line),
  error: (...line) => void warnings.push(line),
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-secrets-'));
  path = join(folder, 'new', 'secrets.json');
  warnings.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a stored key', () => {
  test('is there again later, and gone when it is removed', async () => {
    const secrets = createSecretFile(path, log);
    expect(await secrets.get('endpoint')).toBeNull();
    await secrets.set('endpoint', 'sk-ü');
    expect(await createSecretFile(path, log).get('endpoint')).toBe('sk-ü');
    await secrets.set('endpoint', null);
    expect(await createSecretFile(path, log).get('endpoint')).toBeNull();
  });

  test.skipIf(process.platform === 'win32')('can be read by its user alone', async () => {
    await createSecretFile(path, log).set('endpoint', 'sk-1');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('survives another that is stored at the same moment', async () => {
    const secrets = createSecretFile(path, log);
    await Promise.all(['a', 'b', 'c'].map((name) => secrets.set(name, name)));
    expect(await Promise.all(['a', 'b', 'c'].map((name) => secrets.get(name)))).toEqual(['a', 'b', 'c']);
    expect(await readdir(join(folder, 'new'))).toEqual(['secrets.json']);
  });

  test('in a damaged file counts as none; the log says so without quoting it, and a new one can be stored', async () => {
    path = join(folder, 'secrets.json');
    await writeFile(path, '{"endpoint": "sk-secret"');
    const secrets = createSecretFile(path, log);
    expect(await secrets.get('endpoint')).toBeNull();
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toContain('sk-secret');
    await secrets.set('endpoint', 'sk-2');
    expect(await secrets.get('endpoint')).toBe('sk-2');
  });
});

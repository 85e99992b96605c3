import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDesktopSecrets } from '../../electron/hosts/desktop/secrets.ts';
import { silentLog, temporaryFolder } from './coreStandIn.ts';
import { recorded, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  resetElectron();
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

describe('a key', () => {
  test('is kept sealed by the system', async () => {
    const secrets = createDesktopSecrets(folder.path, silentLog);
    await secrets.set('endpoint', 'sk-123');
    expect(secrets.kind).toBe('system');
    expect(await createDesktopSecrets(folder.path, silentLog).get('endpoint')).toBe('sk-123');
    const [file] = await readdir(folder.path);
    expect(await readFile(join(folder.path, file ?? ''), 'utf8')).not.toContain('sk-123');
  });

  test('of another computer or another login counts as none', async () => {
    const foreign = JSON.stringify({ endpoint: Buffer.from('foreign').toString('base64') });
    await writeFile(join(folder.path, 'secrets.sealed.json'), foreign);
    expect(await createDesktopSecrets(folder.path, silentLog).get('endpoint')).toBeNull();
  });

  test('lies in a private file where the system has no key store, and that is said', async () => {
    recorded.isSealing = false;
    const secrets = createDesktopSecrets(folder.path, silentLog);
    await secrets.set('endpoint', 'sk-123');
    expect(secrets.kind).toBe('file');
    expect(await readdir(folder.path)).toEqual(['secrets.json']);
  });

  test.skipIf(process.platform !== 'linux')('is not called sealed when the seal is a known password', () => {
    recorded.backend = 'basic_text';
    expect(createDesktopSecrets(folder.path, silentLog).kind).toBe('file');
  });
});

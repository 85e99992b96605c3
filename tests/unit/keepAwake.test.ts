import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isProcessAlive } from '../../electron/core/processes.ts';
import { keepAwake } from '../../electron/hosts/keepAwake.ts';
import { silentLog } from '../support/log.ts';

it('holds a program until it is let go, which then ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trax-awake-'));
  const file = join(folder, 'pid');
  const code = `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); process.stdin.resume()`;
  const held = keepAwake(silentLog, [process.execPath, '-e', code]);
  const pid = async () => Number(await readFile(file, 'utf8').catch(() => '0'));
  await expect.poll(pid, { timeout: 10_000 }).toBeGreaterThan(0);
  const id = await pid();
  expect(isProcessAlive(id)).toBe(true);
  held[Symbol.dispose]();
  await expect.poll(() => isProcessAlive(id), { timeout: 10_000 }).toBe(false);
  await rm(folder, { recursive: true });
});

it('is nothing where the program is missing', () => {
  expect(() => keepAwake(silentLog, ['/no/such/program'])[Symbol.dispose]()).not.toThrow();
});

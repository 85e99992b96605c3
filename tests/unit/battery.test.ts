import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOnBattery } from '../../electron/hosts/battery.ts';

type Supply = Partial<Record<'type' | 'online' | 'status' | 'scope', string>>;

async function ask(supplies: Record<string, Supply>): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'trax-power-'));
  try {
    for (const [name, files] of Object.entries(supplies)) {
      await mkdir(join(folder, name));
      for (const [file, text] of Object.entries(files))
        await writeFile(join(folder, name, file), `${text}\n`);
    }
    return await isOnBattery(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const draining = { type: 'Battery', status: 'Discharging' };

test.each<[string, Record<string, Supply>, boolean]>([
  ['a laptop that is not plugged in', { BAT0: draining, AC: { type: 'Mains', online: '0' } }, true],
  [
    'a laptop that is plugged in',
    { BAT0: { type: 'Battery', status: 'Charging' }, AC: { type: 'Mains', online: '1' } },
    false,
  ],
  ['one whose charger is too weak', { BAT0: draining, usb: { type: 'USB', online: '1' } }, false],
  ['a computer with a cordless mouse', { mouse: { ...draining, scope: 'Device' } }, false],
  ['a computer without a battery', {}, false],
])('%s', async (_, supplies, expected) => {
  expect(await ask(supplies)).toBe(expected);
});

test('a system that says nothing of power', async () => {
  expect(await isOnBattery('/nowhere/at/all')).toBe(false);
});

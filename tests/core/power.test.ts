import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCore } from '../../electron/core/core.ts';
import type { Host } from '../../electron/core/host.ts';
import { createDesktopHost } from '../../electron/hosts/desktop/host.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { recorded, resetElectron } from '../desktop/electronStandIn.ts';
import { createTestDatabase } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample, sampleModel } from '../support/fixtures.ts';

vi.mock('electron', () => import('../desktop/electronStandIn.ts'));

/** A host, and how its computer is unplugged (true) and plugged in again. */
type Powered = readonly [Host, (isOnBattery: boolean) => Promise<void>];

let stack: AsyncDisposableStack;
let url: string;
let data: string;

beforeEach(async () => {
  resetElectron();
  stack = new AsyncDisposableStack();
  url = stack.use(await createTestDatabase()).url;
  data = stack.use(await createDataFolder()).path;
});
afterEach(() => stack.disposeAsync());

/** Plain Node reads what Linux tells in files. */
async function nodeHost(): Promise<Powered> {
  const powerSupplies = join(data, 'power_supply');
  const battery = join(powerSupplies, 'BAT0');
  await mkdir(battery, { recursive: true });
  await writeFile(join(battery, 'type'), 'Battery\n');
  const host = createNodeHost({ name: 'cli', dataFolder: data, environment: {}, powerSupplies });
  return [host, (is) => writeFile(join(battery, 'status'), is ? 'Discharging\n' : 'Charging\n')];
}

/** Electron's power monitor says it. */
async function desktopHost(): Promise<Powered> {
  const { folders, log, forkWorker } = createNodeHost({ name: 'cli', dataFolder: data, environment: {} });
  const host = { ...createDesktopHost(folders, log, () => undefined), forkWorker };
  return [
    host,
    async (is) => {
      recorded.isOnBattery = is;
    },
  ];
}

it.each([
  ['in files of the system', nodeHost],
  ['by Electron', desktopHost],
])(
  'work stops when the computer is unplugged, and goes on when it is plugged in, told %s',
  async (_, make) => {
    const [host, unplug] = await make();
    await unplug(false);
    const core = stack.use(await createCore(host, { databaseUrl: url }));
    const { client } = core;
    await client.settings.update({ pauseOnBattery: true });
    const { batchId } = await client.library.add({
      paths: [sample('long3.m4a')],
      options: { engine: 'whisper.cpp', model: sampleModel, language: 'en' },
    });
    const item = async () => (await client.queue.entries({ batchId: batchId ?? '' })).entries[0]?.item;
    const hold = async () => (await client.computers.view()).cores[0]?.hold;
    await expect.poll(async () => (await item())?.progress).toBeGreaterThan(0);

    await unplug(true);
    await expect.poll(hold).toEqual({ reason: 'battery' });
    await expect.poll(item).toMatchObject({ state: 'waiting' });
    const { progress: kept = 0 } = (await item()) ?? {};
    expect(kept).toBeGreaterThan(0);

    await unplug(false);
    await expect
      .poll(item)
      .toMatchObject({ state: 'running', progress: expect.toSatisfy((now) => now >= kept) });
    expect(await hold()).toBeNull();
  },
);

import { beforeEach, expect, test, vi } from 'vitest';
import { createDesktopHost } from '../../electron/hosts/desktop/host.ts';
import { silentLog } from './coreStandIn.ts';
import { recorded, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

beforeEach(resetElectron);

function desktopHost() {
  const folders = { home: '/data', data: '/data', resources: '/resources', readOnlyModels: [] };
  return createDesktopHost(folders, silentLog, () => undefined);
}

test('the computer is kept awake, its screen not, until that is let go', () => {
  const host = desktopHost();
  const held = host.keepAwake();
  expect([...recorded.blockers.values()]).toEqual(['prevent-app-suspension']);
  held[Symbol.dispose]();
  expect(recorded.blockers.size).toBe(0);
});

test('whether the computer runs on its battery is what its system says', async () => {
  const host = desktopHost();
  expect(await host.isOnBattery()).toBe(false);
  recorded.isOnBattery = true;
  expect(await host.isOnBattery()).toBe(true);
});

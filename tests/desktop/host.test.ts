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

test('a page is printed in a window that nobody sees, without scripts, and that goes again', async () => {
  const printed = await desktopHost().printPage('<!doctype html><p>Grüße');
  expect(Buffer.from(printed).toString()).toContain('"generateTaggedPDF":true');
  const [window] = recorded.windows;
  expect(window?.options).toMatchObject({
    show: false,
    webPreferences: { javascript: false, sandbox: true },
  });
  expect(window?.webContents.url).toMatch(/^file:.*page\.html$/);
  expect(window?.shown).toEqual(['destroy']);
});

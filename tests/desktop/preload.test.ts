import { expect, test, vi } from 'vitest';
import type { DesktopBridge } from '../../shared/contract/desktop.ts';
import { ipcRenderer, recorded } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

test('the page gets two functions, and its port by a message to its own window', async () => {
  const received: unknown[][] = [];
  vi.stubGlobal('window', { postMessage: (...message: unknown[]) => received.push(message) });
  vi.stubGlobal('location', { origin: 'trax://app' });
  await import('../../electron/hosts/desktop/preload.ts');

  const bridge = recorded.bridge.trax as DesktopBridge;
  expect(Object.keys(bridge).sort()).toEqual(['pathForFile', 'requestPort']);
  expect(bridge.pathForFile(new File([], 'talk.wav'))).toBe('/home/me/talk.wav');
  bridge.requestPort();
  expect(recorded.sent).toEqual(['trax-port']);

  const port = {};
  ipcRenderer.emit('trax-port', { ports: [port] });
  expect(received).toEqual([['trax-port', 'trax://app', [port]]]);
  vi.unstubAllGlobals();
});

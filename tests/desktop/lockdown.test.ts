import { beforeEach, describe, expect, test, vi } from 'vitest';
import { denyPermissions, lockPages } from '../../electron/hosts/desktop/lockdown.ts';
import { silentLog } from './coreStandIn.ts';
import { BrowserWindow, permissions, preventable, resetElectron, session } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

beforeEach(resetElectron);

function lockedContents() {
  lockPages(silentLog);
  return new BrowserWindow({}).webContents;
}

describe('a page', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'cannot leave our own by %s',
    (event) => {
      const contents = lockedContents();
      const isAllowed = (url: string) => {
        const details = preventable({ url });
        contents.emit(event, details);
        return !details.defaultPrevented;
      };
      expect(isAllowed('https://evil.example/')).toBe(false);
      expect(isAllowed('file:///home/me/talk.wav')).toBe(false);
      expect(isAllowed('trax://media/one')).toBe(false);
      expect(isAllowed('trax://app.evil.example/')).toBe(false);
      expect(isAllowed('javascript:alert(1)')).toBe(false);
      expect(isAllowed('trax://app/')).toBe(true);
    },
  );

  test('cannot open a window or embed another page', () => {
    const contents = lockedContents();
    const details = { url: 'trax://app/' } as never;
    expect(contents.openHandler?.(details)).toEqual({ action: 'deny' });
    const attaching = preventable({});
    contents.emit('will-attach-webview', attaching);
    expect(attaching.defaultPrevented).toBe(true);
  });
});

describe('permissions', () => {
  const contentsAt = (url: string) => Object.assign(new BrowserWindow({}).webContents, { url }) as never;

  function isGranted(permission: string, url: string) {
    denyPermissions(session.defaultSession as never);
    let granted: boolean | null = null;
    permissions.request?.(
      contentsAt(url),
      permission as never,
      (decision) => {
        granted = decision;
      },
      {} as never,
    );
    expect(permissions.check?.(contentsAt(url), permission as never, url, {} as never)).toBe(granted);
    return granted;
  }

  test.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'usb',
    'openExternal',
    'display-capture',
  ])('do not include %s', (permission) => {
    expect(isGranted(permission, 'trax://app/')).toBe(false);
  });

  test('include copying text, for our own page alone', () => {
    expect(isGranted('clipboard-sanitized-write', 'trax://app/')).toBe(true);
    expect(isGranted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
  });

  test('include no device', () => {
    denyPermissions(session.defaultSession as never);
    expect(permissions.device?.({} as never)).toBe(false);
  });
});

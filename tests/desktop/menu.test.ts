import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { acceleratorOf, menuTemplate } from '../../electron/hosts/desktop/menu.ts';
import { languageOf } from '../../electron/hosts/desktop/speech.ts';
import { type ActionId, actions } from '../../shared/actions.ts';
import { actions as germanTitles } from '../../shared/locales/de/actions.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

const english = { language: languageOf('en-GB'), shortcuts: {} };

const itemsOf = (template: MenuItemConstructorOptions[]) =>
  template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));

describe('the menu', () => {
  test.each(['darwin', 'win32', 'linux'] as const)(
    'holds every action once on %s, by its title',
    (platform) => {
      const items = itemsOf(menuTemplate(() => undefined, platform, english)).filter(({ id }) => id);
      expect(items.map(({ id }) => id).sort()).toEqual(Object.keys(actions).sort());
      for (const { id, label } of items) expect(label).toBe(actions[id as ActionId].title);
    },
  );

  test('speaks German throughout, with the keys that people gave to actions', () => {
    const words = { language: languageOf('de'), shortcuts: { 'go.queue': ['F13'], 'go.library': [] } };
    const template = menuTemplate(() => undefined, 'linux', words);
    expect(template.map(({ label }) => label)).toEqual([
      'Datei',
      'Bearbeiten',
      'Ansicht',
      'Warteschlange',
      'Transkript',
      'Hilfe',
    ]);
    const items = itemsOf(template);
    for (const { id, label, role } of items) {
      if (id) expect(label).toBe(germanTitles[id as ActionId]);
      if (role) expect(label, role).toBeTruthy();
    }
    expect(items.find(({ id }) => id === 'go.queue')?.accelerator).toBe('F13');
    expect(items.find(({ id }) => id === 'go.library')).not.toHaveProperty('accelerator');
  });

  test('says what was chosen', () => {
    const chosen: ActionId[] = [];
    for (const { click } of itemsOf(menuTemplate((id) => chosen.push(id), 'linux', english))) {
      click?.({} as never, undefined, {} as never);
    }
    expect(chosen.sort()).toEqual(Object.keys(actions).sort());
  });

  test('quits from the file menu, on a Mac from its own', () => {
    const roles = (platform: NodeJS.Platform) =>
      itemsOf(menuTemplate(() => undefined, platform, english)).map(({ role }) => role);
    expect(roles('linux')).toContain('quit');
    expect(roles('darwin')).not.toContain('quit');
    expect(menuTemplate(() => undefined, 'darwin', english)[0]).toEqual({ role: 'appMenu' });
  });

  test('takes no key that types or moves', () => {
    expect(acceleratorOf('player.toggle')).toBeUndefined();
    expect(acceleratorOf('player.back')).toBeUndefined();
    expect(acceleratorOf('help.shortcuts')).toBeUndefined();
  });

  test('writes keys as Electron does, each once', () => {
    expect(acceleratorOf('recordings.addFolder')).toBe('CmdOrCtrl+Shift+O');
    expect(acceleratorOf('transcript.previousSegment')).toBe('CmdOrCtrl+Up');
    expect(acceleratorOf('transcript.previousDoubtful')).toBe('Shift+F8');
    const keys = (Object.keys(actions) as ActionId[])
      .map((id) => acceleratorOf(id))
      .filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

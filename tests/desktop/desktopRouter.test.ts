import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createCommands } from '../../electron/hosts/desktop/commands.ts';
import { createDesktopRouter } from '../../electron/hosts/desktop/desktopRouter.ts';
import { createSpeech } from '../../electron/hosts/desktop/speech.ts';
import type { MainWindow } from '../../electron/hosts/desktop/window.ts';
import { receiveFailures } from '../../shared/contract/failures.ts';
import { temporaryFolder } from './coreStandIn.ts';
import { BrowserWindow, recorded, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

beforeEach(resetElectron);

function desktop(current: BrowserWindow | null = null) {
  const shown = vi.fn();
  const window = { current: () => current, show: shown } as unknown as MainWindow;
  const commands = createCommands();
  const client = createRouterClient(createDesktopRouter(window, commands, createSpeech('en-GB')), {
    interceptors: [receiveFailures],
  });
  return { client, commands, shown };
}

describe('the dialogs', () => {
  test('pick recordings over the window, several at once', async () => {
    recorded.picked = { canceled: false, filePaths: ['/a.wav', '/b.wav'] };
    const window = new BrowserWindow({});
    expect(await desktop(window).client.pickPaths({ kind: 'recordings' })).toEqual(['/a.wav', '/b.wav']);
    expect(recorded.openDialogs[0]).toEqual([
      window,
      expect.objectContaining({ properties: ['openFile', 'multiSelections'] }),
    ]);
  });

  test('pick folders and models, also without a window', async () => {
    await desktop().client.pickPaths({ kind: 'folder' });
    await desktop().client.pickPaths({ kind: 'model' });
    expect(recorded.openDialogs).toEqual([
      [expect.objectContaining({ properties: ['openDirectory', 'multiSelections'] })],
      [expect.objectContaining({ properties: ['openFile'] })],
    ]);
  });

  test('speak as the system does, and as the page does once it has said so', async () => {
    const { client } = desktop();
    await client.pickPaths({ kind: 'model' });
    await client.describeMenu({ language: 'de-AT', shortcuts: {} });
    await client.pickPaths({ kind: 'model' });
    expect(recorded.openDialogs).toEqual([
      [expect.objectContaining({ title: 'Import a model' })],
      [
        expect.objectContaining({
          title: 'Ein Modell importieren',
          filters: [
            expect.objectContaining({ name: 'Modelle' }),
            expect.objectContaining({ name: 'Alle Dateien' }),
          ],
        }),
      ],
    ]);
  });

  test('give nothing when they were dismissed', async () => {
    expect(await desktop().client.pickPaths({ kind: 'recordings' })).toEqual([]);
    expect(await desktop().client.saveAs({ fileName: 'talk.srt' })).toBeNull();
  });

  test('ask where to save under the name that is offered', async () => {
    recorded.saved = { canceled: false, filePath: '/home/me/talk.srt' };
    expect(await desktop().client.saveAs({ fileName: 'talk.srt' })).toBe('/home/me/talk.srt');
    expect(recorded.openDialogs).toEqual([[{ defaultPath: 'talk.srt' }]]);
  });
});

describe('the file manager', () => {
  test('shows a file', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'talk.srt');
    await writeFile(path, '');
    await desktop().client.reveal({ path });
    expect(recorded.revealed).toEqual([path]);
  });

  test('is not opened for a file that is gone', async () => {
    const revealing = desktop().client.reveal({ path: '/nowhere/talk.srt' });
    await expect(revealing).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(recorded.revealed).toEqual([]);
  });
});

describe('the spelling', () => {
  test('is looked at in the language of the recording, as it is written where the person is', async () => {
    const { client } = desktop();
    await client.checkSpelling({ language: 'en' });
    expect(recorded.spelling).toEqual(['en-GB']);
    await client.checkSpelling({ language: 'pt' });
    expect(recorded.spelling).toEqual(['pt-BR']);
  });

  test('stays as it is where there is no dictionary', async () => {
    await desktop().client.checkSpelling({ language: 'tlh' });
    expect(recorded.spelling).toEqual([]);
  });
});

test('the menu speaks as the page does, and what is chosen in it goes to the page', async () => {
  const { client, commands, shown } = desktop();
  await client.describeMenu({ language: 'de-AT', shortcuts: { 'go.queue': ['Mod+Shift+W'] } });
  const queue = recorded.menu.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]);
  const entry = queue.find(({ id }) => id === 'go.queue');
  expect(entry).toMatchObject({ label: 'Warteschlange', accelerator: 'CmdOrCtrl+Shift+W' });
  entry?.click?.({} as never, undefined, {} as never);
  expect(shown).toHaveBeenCalled();
  const followed = commands.follow(undefined);
  expect(await followed.next()).toMatchObject({ value: { type: 'action', id: 'go.queue' } });
});

describe('commands', () => {
  const action = { type: 'action', id: 'go.queue' } as const;
  const files = { type: 'open-paths', paths: ['/a.wav'] } as const;

  test('that came before a page listened are not lost', async () => {
    const { client, commands } = desktop();
    commands.send({ ...files, paths: [...files.paths] });
    const followed = (await client.commands())[Symbol.asyncIterator]();
    expect(await followed.next()).toMatchObject({ value: files });
    const next = followed.next();
    commands.send(action);
    expect(await next).toMatchObject({ value: action });
  });

  test('go to the page that listens now, and the former one is told that it is over', async () => {
    const { client, commands } = desktop();
    const former = (await client.commands())[Symbol.asyncIterator]();
    const waiting = former.next();
    const now = (await client.commands())[Symbol.asyncIterator]();
    const next = now.next();
    commands.send(action);
    expect(await next).toMatchObject({ value: action });
    expect(await waiting).toMatchObject({ done: true });
  });

  test('wait for the next page when the one that listened went away', async () => {
    const { client, commands } = desktop();
    const gone = new AbortController();
    const former = (await client.commands(undefined, { signal: gone.signal }))[Symbol.asyncIterator]();
    const waiting = former.next();
    gone.abort();
    expect(await waiting).toMatchObject({ done: true });
    commands.send(action);
    const next = (await client.commands())[Symbol.asyncIterator]();
    expect(await next.next()).toMatchObject({ value: action });
  });
});

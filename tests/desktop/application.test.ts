import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import type { CarryOver } from '../../electron/core/database/carryOver.ts';
import type { Host } from '../../electron/core/host.ts';
import { runApplication } from '../../electron/hosts/desktop/application.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import type { desktopContract } from '../../shared/contract/desktop.ts';
import { TraxError } from '../../shared/errors.ts';
import { standInCore, temporaryFolder } from './coreStandIn.ts';
import { app, askForPort, becomeReady, preventable, recorded, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

type PageClient = ContractRouterClient<Contract & { desktop: typeof desktopContract }>;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  resetElectron();
  folder = await temporaryFolder();
  vi.stubEnv('TRAX_HOME', folder.path);
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['/opt/trax', '--flag', 'talk.mp4']);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

/** Starts the application with a core that opens when `letOpen` is called. */
function start() {
  const opening = Promise.withResolvers<Core>();
  const opened: {
    host: Host | null;
    signal: AbortSignal | null;
    onCarryOver: ((progress: CarryOver) => void) | null;
  } = { host: null, signal: null, onCarryOver: null };
  const running = runApplication((host, signal, onCarryOver) => {
    Object.assign(opened, { host, signal, onCarryOver });
    return opening.promise;
  });
  const letOpen = () => {
    if (!opened.host) throw new Error('No core was asked for');
    const standIn = standInCore(opened.host);
    opening.resolve(standIn.core);
    return standIn;
  };
  return { running, opened, letOpen, refuse: opening.reject };
}

async function startedWindow() {
  const application = start();
  becomeReady();
  await vi.waitFor(() => expect(recorded.windows).toHaveLength(1));
  return { ...application, window: recorded.windows[0] as (typeof recorded.windows)[number] };
}

/** A page that has asked for its port. */
function page(): PageClient {
  const port = askForPort('trax://app/');
  if (!port) throw new Error('No port came');
  const link = new RPCLink({ port });
  port.start();
  return createORPCClient(link);
}

describe('the window', () => {
  test('has a sandboxed page without Node, at our own address', async () => {
    const { window } = await startedWindow();
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.options.webPreferences?.preload).toMatch(/preload\.cjs$/);
    expect(window.webContents.url).toBe('trax://app/');
    expect(recorded.paths.sandbox).toBe('enabled');
    expect(window.shown).toEqual([]);
    window.emit('ready-to-show');
    expect(window.shown).toEqual(['show']);
  });

  test('opens while the core still starts, and what its page asks meanwhile is answered then', async () => {
    const { letOpen } = await startedWindow();
    const answer = page().system.info();
    letOpen();
    expect(await answer).toEqual({ host: 'desktop' });
  });

  test('says how far a library is carried over from another PostgreSQL before anything else', async () => {
    const { window, opened } = await startedWindow();
    opened.onCarryOver?.({ from: 17, to: 18, done: 430, total: 1000 });
    expect(window.shown.at(-1)).toBe('Trax: carrying the library over from PostgreSQL 17 to 18, 43 %');
    expect(window.progress).toEqual([0.43]);
    opened.onCarryOver?.({ from: 17, to: 18, done: 1000, total: 1000 });
    expect(window.shown.at(-1)).toBe('Trax');
    expect(window.progress.at(-1)).toBe(-1);
  });

  test('opens where it was closed, unless no screen is there any more', async () => {
    const bounds = { x: 1400, y: 30, width: 900, height: 700 };
    const { window } = await startedWindow();
    expect(window.options).toMatchObject({ width: 1200, height: 800 });
    Object.assign(window, { bounds, isLarge: true });
    window.emit('close');
    window.emit('closed');
    app.emit('activate');
    expect(recorded.windows[1]?.options).toMatchObject(bounds);
    recorded.windows[1]?.emit('ready-to-show');
    expect(recorded.windows[1]?.shown).toEqual(['maximize', 'show']);

    recorded.screens = [{ x: 0, y: 0, width: 1280, height: 760 }];
    recorded.windows[1]?.emit('closed');
    app.emit('activate');
    expect(recorded.windows[2]?.options).toMatchObject({ width: 1200, height: 800 });
    expect(recorded.windows[2]?.options).not.toHaveProperty('x');

    await writeFile(join(folder.path, 'browser', 'window.json'), '{"x":');
    recorded.windows[2]?.emit('closed');
    app.emit('activate');
    expect(recorded.windows[3]?.options).toMatchObject({ width: 1200, height: 800 });
  });

  test('comes back after it was closed on a Mac', async () => {
    const { window } = await startedWindow();
    window.emit('closed');
    app.emit('activate');
    expect(recorded.windows).toHaveLength(2);
  });

  test('loads its page again when that crashed', async () => {
    const { window } = await startedWindow();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(window.shown).toEqual(['reload']);
  });
});

describe('a port', () => {
  test('is handed to the page, answers both contracts, and ends its calls when it is closed', async () => {
    const { letOpen } = await startedWindow();
    letOpen();
    const client = page();
    expect(await client.system.info()).toEqual({ host: 'desktop' });
    recorded.picked = { canceled: false, filePaths: ['/a b/ü.wav'] };
    expect(await client.desktop.pickPaths({ kind: 'recordings' })).toEqual(['/a b/ü.wav']);
  });

  test.each([
    ['a page of the web', 'https://evil.example/', {}],
    ['a recording', 'trax://media/one', {}],
    ['a file', 'file:///etc/passwd', {}],
    ['a frame inside our page', 'trax://app/', { parent: {} as never }],
    ['a frame that is gone', 'trax://app/', { detached: true }],
  ])('is not handed to %s', async (_, url, frame) => {
    const { letOpen } = await startedWindow();
    letOpen();
    expect(askForPort(url, frame)).toBeNull();
  });
});

test('a data folder that is moved: the core is closed, the rest is done, and Trax starts anew', async () => {
  const { letOpen, opened } = await startedWindow();
  const { state } = letOpen();
  const seen: unknown[] = [];
  opened.host?.reopen?.(async () => {
    seen.push(state.disposals, opened.signal?.aborted, recorded.relaunches);
  });
  await vi.waitFor(() => expect(recorded.quits).toBe(1));
  expect(seen).toEqual([1, true, 0]);
  expect(recorded.relaunches).toBe(1);
});

/** The next things that the page is asked to do. */
async function nextCommands(client: PageClient, count: number) {
  const received: unknown[] = [];
  for await (const command of await client.desktop.commands()) {
    received.push(command);
    if (received.length === count) break;
  }
  return received;
}

test('links to recordings open them at their second, wherever they come from; others do nothing', async () => {
  const id = '0b9d2b0e-5b6e-4f0a-9c39-6f1d0c4f3a11';
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['/opt/trax', `trax://recording/${id}`]);
  const { letOpen } = await startedWindow();
  expect(recorded.ownLinks).toEqual(['trax']);
  letOpen();
  const event = preventable({});
  app.emit('open-url', event, `trax://recording/${id}?t=83.2`);
  expect(event.defaultPrevented).toBe(true);
  for (const wrong of ['trax://app/', 'trax://recording/all', `trax://recording/${id}?t=-1`, 'https://trax/'])
    app.emit('open-url', preventable({}), wrong);
  app.emit('second-instance', {}, [], '/', { paths: [], links: [{ id, at: 5 }] });
  expect(await nextCommands(page(), 3)).toEqual([
    { type: 'open-recording', id, at: null },
    { type: 'open-recording', id, at: 83.2 },
    { type: 'open-recording', id, at: 5 },
  ]);
});

describe('files to open', () => {
  test('are taken from the start, from before the application was ready, and from a second instance', async () => {
    const { letOpen } = await (async () => {
      const application = start();
      const event = preventable({});
      app.emit('open-file', event, '/from/finder.mp3');
      expect(event.defaultPrevented).toBe(true);
      becomeReady();
      await vi.waitFor(() => expect(recorded.windows).toHaveLength(1));
      return application;
    })();
    letOpen();
    app.emit('second-instance', {}, ['/opt/trax', '--x', 'reordered'], '/', { paths: ['/second.wav'] });
    expect(recorded.windows[0]?.shown).toContain('focus');
    expect(await nextCommands(page(), 3)).toEqual([
      { type: 'open-paths', paths: [resolve('talk.mp4')] },
      { type: 'open-paths', paths: ['/from/finder.mp3'] },
      { type: 'open-paths', paths: ['/second.wav'] },
    ]);
  });

  test('of a second instance that says something else only bring the window to the front', async () => {
    await startedWindow();
    app.emit('second-instance', {}, [], '/', { paths: 'not a list' });
    app.emit('second-instance', {}, [], '/', null);
    expect(recorded.windows).toHaveLength(1);
    expect(recorded.windows[0]?.shown).toEqual(['show', 'focus', 'show', 'focus']);
  });
});

describe('a second instance', () => {
  test('hands its files over and leaves without opening anything', async () => {
    recorded.isFirst = false;
    const { running, opened } = start();
    becomeReady();
    await running;
    expect(recorded.handedOver).toEqual({ paths: [resolve('talk.mp4')], links: [] });
    expect(recorded.quits).toBe(1);
    expect(recorded.windows).toEqual([]);
    expect(opened.host).toBeNull();
  });

  test('is one of the same data folder', async () => {
    await startedWindow();
    expect(recorded.paths.userData).toBe(join(folder.path, 'browser'));
  });
});

describe('the end', () => {
  test('waits for the core to close, once, however often it is asked for', async () => {
    const { letOpen, running } = await startedWindow();
    const { state } = letOpen();
    app.quit();
    app.quit();
    expect(recorded.quits).toBe(0);
    await vi.waitFor(() => expect(recorded.quits).toBe(1));
    expect(state.disposals).toBe(1);
    await running;
    expect(recorded.errorBoxes).toEqual([]);
  });

  test('comes when the last window is closed, except on a Mac', async () => {
    const { letOpen } = await startedWindow();
    const { state } = letOpen();
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    app.emit('window-all-closed');
    expect(state.disposals).toBe(0);
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    app.emit('window-all-closed');
    await vi.waitFor(() => expect(state.disposals).toBe(1));
  });

  test('can come while the core still opens', async () => {
    const { running, opened, refuse } = await startedWindow();
    app.quit();
    expect(opened.signal?.aborted).toBe(true);
    refuse(new DOMException('stopped', 'AbortError'));
    await running;
    await vi.waitFor(() => expect(recorded.quits).toBe(1));
    expect(recorded.errorBoxes).toEqual([]);
  });
});

describe('a start that fails', () => {
  test('says what is wrong and what to do, and leaves', async () => {
    const { running, refuse } = await startedWindow();
    refuse(new TraxError('DATABASE_TOO_NEW', { version: '9' }));
    await running;
    expect(recorded.errorBoxes).toEqual([
      {
        title: 'Trax cannot start',
        content: 'This library was last opened by a newer Trax (schema 9).\n\nUpdate Trax on this computer.',
      },
    ]);
    expect(recorded.exits).toEqual([1]);
  });

  test('names a data folder that is none', async () => {
    await writeFile(join(folder.path, 'file'), '');
    vi.stubEnv('TRAX_HOME', join(folder.path, 'file'));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await start().running;
    expect(recorded.errorBoxes[0]?.content).toContain('Nothing can be written to');
    expect(recorded.exits).toEqual([1]);
  });
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, dialog, session } from 'electron';
import { TraxError, toFailure } from '../../../shared/errors.ts';
import type { Core } from '../../core/core.ts';
import type { CarryOver } from '../../core/database/carryOver.ts';
import type { Folders, Host, Log } from '../../core/host.ts';
import { defaultDataFolder, findAbove, foldersOf } from '../folders.ts';
import { createLog } from '../log.ts';
import { type Commands, createCommands } from './commands.ts';
import { createDesktopRouter } from './desktopRouter.ts';
import { createDesktopHost } from './host.ts';
import { linksIn } from './links.ts';
import { denyPermissions, lockPages } from './lockdown.ts';
import { installMenu } from './menu.ts';
import { type HandedOver, handedOverSchema, pathsIn } from './openPaths.ts';
import { scheme } from './ownPage.ts';
import { servePorts } from './ports.ts';
import { followProgress } from './progress.ts';
import { declareScheme, serveScheme } from './protocol.ts';
import { createSpeech, languageOf, type Speech } from './speech.ts';
import { createMainWindow, type MainWindow } from './window.ts';

/** Opens a core; the signal stops it while it opens. */
type OpenCore = (
  host: Host,
  signal: AbortSignal,
  onCarryOver: (progress: CarryOver) => void,
) => Promise<Core>;

/**
 * The desktop application from its start to its end. A second instance hands its files to the first and leaves.
 * The window opens while the core still starts, so that a slow database never looks like nothing happened.
 */
export async function runApplication(openCore: OpenCore): Promise<void> {
  let log = createLog(join(defaultDataFolder(process.env), 'logs', 'trax.log'), 'desktop');
  try {
    const folders = foldersOf(process.env);
    log = createLog(join(folders.data, 'logs', 'trax.log'), 'desktop');
    keepProfileIn(folders);
    const given = process.argv.slice(app.isPackaged ? 1 : 2);
    const own: HandedOver = { paths: pathsIn(given, process.cwd()), links: linksIn(given) };
    if (!app.requestSingleInstanceLock(own)) {
      app.quit();
      return;
    }
    declareScheme();
    app.enableSandbox();
    lockPages(log);
    const commands = createCommands();
    const placeFile = join(app.getPath('userData'), 'window.json');
    const window = createMainWindow(built('desktop/preload.cjs'), placeFile, log);
    // From a checkout it would be Electron itself that answers to links.
    if (app.isPackaged) app.setAsDefaultProtocolClient(scheme);
    receiveWishes(own, commands, window);
    await app.whenReady();
    await runReady({ openCore, folders, log, commands, window });
  } catch (error) {
    tellAndLeave(error, log);
  }
}

interface Parts {
  openCore: OpenCore;
  folders: Folders;
  log: Log;
  commands: Commands;
  window: MainWindow;
}

async function runReady({ openCore, folders, log, commands, window }: Parts) {
  const stopping = new AbortController();
  const close = async () => {
    stopping.abort();
    const opened = await core.catch(() => null);
    await opened?.[Symbol.asyncDispose]();
  };
  // Another start finds the data where it is then; so do Chromium's own files and the log.
  const reopen = async (meanwhile: () => Promise<void>) => {
    await close();
    await meanwhile();
    app.relaunch();
    app.quit();
  };
  const host = createDesktopHost(folders, log, (meanwhile) => void reopen(meanwhile));
  const speech = createSpeech(app.getLocale());
  const core = openCore(host, stopping.signal, (progress) => showCarryOver(window, speech, progress));
  closeBeforeQuit(close, log);
  denyPermissions(session.defaultSession);
  serveScheme(core, built('renderer'), log);
  servePorts(core, createDesktopRouter(window, commands, speech));
  installMenu(commands, window, { language: speech.language(), shortcuts: {} });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => window.show());
  window.show();
  try {
    await followProgress(await core, window, speech, stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  }
}

/** The page cannot say it yet: it waits for the core. */
function showCarryOver(window: MainWindow, speech: Speech, { from, to, done, total }: CarryOver) {
  const share = total === 0 ? 0 : done / total;
  const isDone = total > 0 && done === total;
  window.current()?.setProgressBar(isDone ? -1 : share);
  window
    .current()
    ?.setTitle(isDone ? 'Trax' : speech.language().words.carryOver(from, to, Math.round(share * 100)));
}

/** Chromium's own files stay where they are when the data is moved, since they are in use; the lock on single instances is per such folder, and so per TRAX_HOME. */
function keepProfileIn({ home }: Folders) {
  const profile = join(home, 'browser');
  try {
    mkdirSync(profile, { recursive: true });
  } catch (error) {
    throw new TraxError('FOLDER_NOT_WRITABLE', { path: home }, { cause: error });
  }
  app.setPath('userData', profile);
}

function built(path: string): string {
  return findAbove(join('out', path)) ?? join('out', path);
}

/** Files and links come with the start, from the system ("open with", the Dock) and from second instances, at any time. */
function receiveWishes(own: HandedOver, commands: Commands, window: MainWindow) {
  const open = ({ paths, links }: HandedOver) => {
    if (paths.length > 0) commands.send({ type: 'open-paths', paths });
    for (const link of links) commands.send({ type: 'open-recording', ...link });
    if (app.isReady()) window.show();
  };
  open(own);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open({ paths: [path], links: [] });
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    open({ paths: [], links: linksIn([url]) });
  });
  app.on('second-instance', (_event, _arguments, _folder, handedOver) => {
    open(handedOverSchema.safeParse(handedOver).data ?? { paths: [], links: [] });
  });
}

/** Milliseconds that closing the core may take. */
const longestClosing = 15_000;

/** Lets the application end only when the core is closed, once, however often somebody asks to quit. */
function closeBeforeQuit(close: () => Promise<void>, log: Log) {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    // A database that does not answer must not keep the application from ending; what is stored is stored.
    Promise.race([close(), setTimeout(longestClosing)])
      .catch((error) => log.error('The core did not close well', error))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}

function tellAndLeave(error: unknown, log: Log) {
  log.error('Trax cannot start', error);
  const failure = toFailure(error);
  const { words, sentenceOf, nextStepOf } = languageOf(app.getLocale());
  dialog.showErrorBox(words.cannotStart, `${sentenceOf(failure)}\n\n${nextStepOf(failure)}`);
  app.exit(1);
}

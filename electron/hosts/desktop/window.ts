import { BrowserWindow, screen } from 'electron';
import type { Log } from '../../core/host.ts';
import { pageUrl } from './ownPage.ts';
import { readPlace, writePlace } from './windowPlace.ts';

/** The one window, made when it is first shown and again after it was closed. */
export interface MainWindow {
  /** Brings the window to the front. */
  show(): void;
  /** The open window; null while there is none. */
  current(): BrowserWindow | null;
}

/**
 * Prepares the window of our page, which opens where it was closed. `preload` is the absolute path of the built preload
 * script, `placeFile` that of the file which remembers where it was.
 */
export function createMainWindow(preload: string, placeFile: string, log: Log): MainWindow {
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const { isMaximized = false, ...place } = readPlace(placeFile, screens) ?? { width: 1200, height: 800 };
    const opened = new BrowserWindow({
      ...place,
      minWidth: 640,
      minHeight: 480,
      title: 'Trax',
      show: false,
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
      },
    });
    opened.once('ready-to-show', () => {
      if (isMaximized) opened.maximize();
      opened.show();
    });
    opened.on('close', () => writePlace(placeFile, opened));
    opened.once('closed', () => {
      window = null;
    });
    opened.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
      log.warn('The page stopped', { reason, exitCode });
      if (reason === 'crashed' || reason === 'oom' || reason === 'abnormal-exit') opened.reload();
    });
    opened.loadURL(pageUrl).catch((error) => log.error('The page could not be loaded', error));
    return opened;
  }

  return {
    current: () => window,
    show() {
      if (!window) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

import { BrowserWindow } from 'electron';
import type { Log } from '../../core/host.ts';
import { pageUrl } from './ownPage.ts';

/** The one window, made when it is first shown and again after it was closed. */
export interface MainWindow {
  /** Brings the window to the front. */
  show(): void;
  /** The open window; null while there is none. */
  current(): BrowserWindow | null;
}

/** Prepares the window of our page. `preload` is the absolute path of the built preload script. */
export function createMainWindow(preload: string, log: Log): MainWindow {
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      width: 1200,
      height: 800,
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
    opened.once('ready-to-show', () => opened.show());
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

import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Folders, Host, Log } from '../../core/host.ts';
import { workerEntry } from '../folders.ts';
import { printPage } from './printPage.ts';
import { createDesktopSecrets } from './secrets.ts';
import { forkUtilityWorker } from './workers.ts';

/** The host of a core inside Electron. Only possible when the application is ready. */
export function createDesktopHost(folders: Folders, log: Log, reopen: NonNullable<Host['reopen']>): Host {
  return {
    name: 'desktop',
    folders,
    log,
    reopen,
    secrets: createDesktopSecrets(folders.data, log),
    forkWorker: () => forkUtilityWorker(workerEntry(), log),
    printPage,
    keepAwake() {
      const id = powerSaveBlocker.start('prevent-app-suspension');
      return { [Symbol.dispose]: () => void powerSaveBlocker.stop(id) };
    },
    isOnBattery: async () => powerMonitor.isOnBatteryPower(),
  };
}

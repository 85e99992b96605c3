import { join } from 'node:path';
import type { Host } from '../core/host.ts';
import { isOnBattery } from './battery.ts';
import { foldersOf, workerEntry } from './folders.ts';
import { forkWorker } from './forkWorker.ts';
import { keepAwake } from './keepAwake.ts';
import { createLog } from './log.ts';
import { printPage } from './printPage.ts';
import { createSecretFile } from './secretFile.ts';

export interface NodeHostOptions {
  readonly name: 'web' | 'cli';
  /** Instead of TRAX_HOME and the platform's own place. */
  readonly dataFolder?: string;
  /** See `Host`. */
  readonly reopen?: Host['reopen'];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where the system tells of batteries and mains, if not at its usual place. */
  readonly powerSupplies?: string;
}

/** The host of a core in plain Node: forked workers, keys in a private file, a log in the data folder. Writes nothing yet. */
export function createNodeHost({
  name,
  dataFolder,
  reopen = null,
  environment = process.env,
  powerSupplies,
}: NodeHostOptions): Host {
  const folders = foldersOf(environment, dataFolder);
  const log = createLog(join(folders.data, 'logs', 'trax.log'), name);
  return {
    name,
    folders,
    log,
    secrets: createSecretFile(join(folders.data, 'secrets.json'), log),
    forkWorker: () => forkWorker(workerEntry(), log),
    keepAwake: () => keepAwake(log),
    reopen,
    isOnBattery: () => isOnBattery(powerSupplies),
    printPage,
  };
}

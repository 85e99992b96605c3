import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf } from '../../electron/core/database/postgres/cluster.ts';
import { parseLockFile } from '../../electron/core/database/postgres/lockFile.ts';
import { findPlace } from '../../electron/core/database/postgres/place.ts';
import { isServer } from '../../electron/core/database/postgres/processes.ts';

/** What a test wants to know of the embedded server of a data folder. */
export async function inspectServer(dataFolder: string) {
  const place = await findPlace(dataFolder);
  const files = filesOf(place);
  const lockPath = join(files.cluster, 'postmaster.pid');
  const lock = async () => parseLockFile(await readFile(lockPath, 'utf8').catch(() => ''));
  return {
    ...files,
    place,
    lockPath,
    lock,
    pid: async () => (await lock()).pid,
    isRunning: async () => isServer((await lock()).pid, files.cluster),
  };
}

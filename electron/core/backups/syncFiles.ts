import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { forEachOf } from './copyFile.ts';

/** Files that wait for the disk together. */
const waitingForDisk = 8;

const run = promisify(execFile);

/**
 * Settles when what was written to files of a folder is on the disk. Where the system can be asked once for all of them
 * that is what happens: a thousand small files would each wait for the disk.
 */
export async function syncFiles(folder: string, paths: readonly string[]): Promise<void> {
  if (process.platform === 'linux' && (await syncAtOnce(folder))) return;
  const sync = async (path: string) => {
    await using file = await open(join(folder, path), 'r+');
    await file.datasync();
  };
  await forEachOf(paths, sync, waitingForDisk);
}

/** By syncfs(2); false where that program is not there, or failed: what did is seen file by file then. */
async function syncAtOnce(folder: string): Promise<boolean> {
  return run('sync', ['-f', folder]).then(
    () => true,
    () => false,
  );
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createDataFolder } from './dataFolder.ts';

const run = promisify(execFile);

/** Whether this process may mount a disk: only root may, and only Linux has one of memory. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A disk of so many megabytes, which can be made larger; unmounted when disposed. */
export async function mountSmallDisk(megabytes: number) {
  const folder = await createDataFolder();
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder.path]);
  return {
    path: folder.path,
    resize: (size: number) => run('mount', ['-o', `remount,size=${size}m`, folder.path]),
    async [Symbol.asyncDispose]() {
      await run('umount', ['-l', folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

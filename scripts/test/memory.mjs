import { readFileSync, statfsSync } from 'node:fs';

/** Linux keeps files in memory here. */
const memory = '/dev/shm';
/** Bytes that the tests may take at a time. */
const roomy = 4e9;

/**
 * A folder for what is there only for a moment: the computer's memory where programs may be run from it and it has room, as
 * what is written for good, over and over, is written there in no time. Undefined where there is none.
 * @returns {string | undefined}
 */
export function folderInMemory() {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    const { bavail, bsize } = statfsSync(memory);
    return mount && !/\bnoexec\b|\bro\b/.test(mount) && bavail * bsize > roomy ? memory : undefined;
  } catch {
    // No Linux, or no such folder.
    return undefined;
  }
}

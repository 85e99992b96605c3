import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that a library takes which is backed up and restored some times. */
const roomy = 1e9;

/** The computer's memory as a folder, where writing for good costs nothing; else where temporary files are. */
export async function quickFolder(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > roomy ? memory : tmpdir();
}

/** A data folder that goes with the test, together with the database that root has to keep elsewhere. */
export async function createDataFolder(parent = tmpdir()): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(parent, 'trax-test-'));
  return {
    path,
    async [Symbol.asyncDispose]() {
      const elsewhere = await readFile(join(path, 'database.place'), 'utf8').catch(() => null);
      if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
      await rm(path, { recursive: true, force: true });
    },
  };
}

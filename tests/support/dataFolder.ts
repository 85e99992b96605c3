import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder that goes with the test, together with the database that root has to keep elsewhere. */
export async function createDataFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'trax-test-'));
  return {
    path,
    async [Symbol.asyncDispose]() {
      const elsewhere = await readFile(join(path, 'database.place'), 'utf8').catch(() => null);
      if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
      await rm(path, { recursive: true, force: true });
    },
  };
}

import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProcessGroup } from './processGroup.ts';
import { startTrax } from './run.ts';

/** A library for measuring, removed when disposed together with the database that root keeps elsewhere. */
export interface Home extends AsyncDisposable {
  readonly path: string;
  /** Runs a command of `trax` to its end. */
  trax(...args: string[]): Promise<string>;
}

/** A library whose database has been started once, so that what is measured begins warm; one in a given folder is kept. */
export async function createHome(kept?: string): Promise<Home> {
  const path = kept ?? (await mkdtemp(join(tmpdir(), 'trax-bench-')));
  await mkdir(path, { recursive: true });
  async function trax(...args: string[]) {
    using group = createProcessGroup();
    return await startTrax(args, path, { group }).ended;
  }
  await trax('list');
  return {
    path,
    trax,
    async [Symbol.asyncDispose]() {
      if (kept) return;
      const elsewhere = await readFile(join(path, 'database.place'), 'utf8').catch(() => '');
      if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
      await rm(path, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '../../../electron/core/core.ts';
import { createNodeHost } from '../../../electron/hosts/node.ts';
import type { Settings } from '../../../shared/contract/settings.ts';

/** A core in the bench's own process on a library of its own, with the embedded server as people have it. */
export interface BenchCore extends AsyncDisposable {
  readonly core: Core;
  readonly folder: string;
}

/** Opens it; `settings` are there from its start. */
export async function openCore(
  options: { runsQueue: boolean; settings?: Partial<Settings> } = { runsQueue: false },
): Promise<BenchCore> {
  const folder = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  const host = createNodeHost({ name: 'cli', dataFolder: folder, environment: {} });
  if (options.settings) {
    // The number of workers counts from the next start.
    await using first = await createCore(host, { runsQueue: false });
    await first.client.settings.update(options.settings);
  }
  const core = await createCore(host, { runsQueue: options.runsQueue });
  return {
    core,
    folder,
    async [Symbol.asyncDispose]() {
      await core[Symbol.asyncDispose]();
      const elsewhere = await readFile(join(folder, 'database.place'), 'utf8').catch(() => '');
      for (const path of [elsewhere.trim(), folder])
        if (path) await rm(path, { recursive: true, force: true });
    },
  };
}

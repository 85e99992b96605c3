import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventPublisher, os } from '@orpc/server';
import type { Core } from '../../electron/core/core.ts';
import type { Host, Log } from '../../electron/core/host.ts';
import { serveFile } from '../../electron/core/media/serve.ts';
import type { TraxEvent } from '../../shared/contract/events.ts';
import type { Batch } from '../../shared/contract/queue.ts';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A temporary data folder that goes away. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'trax-desktop-é '));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A built page of two files. */
export async function buildPage(folder: string): Promise<string> {
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Trax</title>');
  await writeFile(join(page, 'assets', 'main-abc.js'), 'export {};');
  return page;
}

/**
 * A core at its port, without a database: one call, one recording (`recording.wav` in the data folder), a queue that
 * a test fills, and events that it sends. The shell is tested against it alone.
 */
export function standInCore(host: Pick<Host, 'folders' | 'log'>) {
  const publisher = new EventPublisher<{ event: TraxEvent }>();
  const state = { disposals: 0, batches: [] as Batch[], looks: 0 };
  const core = {
    host,
    router: { system: { info: os.handler(() => ({ host: 'desktop' })) } },
    client: {
      queue: {
        async batches() {
          state.looks++;
          return state.batches;
        },
      },
      events: {
        subscribe: async (_: undefined, { signal }: { signal: AbortSignal }) =>
          publisher.subscribe('event', { signal }),
      },
    },
    async serveMedia(request: Request) {
      const { pathname } = new URL(request.url);
      return pathname === '/media/one'
        ? serveFile(join(host.folders.data, 'recording.wav'), request)
        : new Response(null, { status: 404 });
    },
    async [Symbol.asyncDispose]() {
      state.disposals++;
    },
  };
  return {
    core: core as unknown as Core,
    state,
    tell: (event: TraxEvent) => publisher.publish('event', event),
  };
}

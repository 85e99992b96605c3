import { createRouterClient, type RouterClient } from '@orpc/server';
import { receiveFailures } from '../../shared/contract/failures.ts';
import type { Host } from './host.ts';
import { createMedia } from './media/media.ts';
import type { CoreOptions } from './options.ts';
import { openParts } from './parts.ts';
import { createCopies } from './portability/copies.ts';
import { createRouter, type Router } from './router.ts';
import { startWork } from './work.ts';

/** Everything that Trax does, without a window: the router for remote callers and a client for callers in this process. */
export interface Core extends AsyncDisposable {
  readonly router: Router;
  readonly client: RouterClient<Router>;
  /** Answers `GET /media/:recordingId` (byte ranges) and `GET /peaks/:recordingId`; 404 for anything else. */
  serveMedia(request: Request): Promise<Response>;
  /** Answers `GET /copy?id=...&media=1` with an archive of recordings to save; 404 for anything else. */
  serveCopy(request: Request): Promise<Response>;
  /** A PostgreSQL connection URL for the user's own tools, as it is now. Holds the password: print it, never log it. */
  readonly databaseUrl: string;
  readonly host: Host;
}

/**
 * Opens everything in order; closing is the same reversed. Throws what opening the database throws, and
 * FOLDER_NOT_WRITABLE.
 */
export async function createCore(host: Host, wished: CoreOptions = {}): Promise<Core> {
  const options = { runsQueue: true, firstLookAfter: 60_000, ...wished };
  await using opening = new AsyncDisposableStack();
  const parts = await openParts(host, options, opening);
  const { database, portability } = parts;
  const router = createRouter(parts, host.log);
  await startWork(host, parts, options, opening);

  const open = opening.move();
  return {
    host,
    router,
    client: createRouterClient(router, { interceptors: [receiveFailures] }),
    serveMedia: createMedia(database, parts.folders),
    get databaseUrl() {
      return database.url;
    },
    serveCopy: createCopies(portability),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

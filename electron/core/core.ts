import type { RouterClient } from '@orpc/server';
import type { Host } from './host.ts';
import type { Router } from './router.ts';

/** Everything that Trax does, without a window: the router for remote callers and a client for callers in this process. */
export interface Core extends AsyncDisposable {
  readonly router: Router;
  readonly client: RouterClient<Router>;
  /** Answers `GET /media/:recordingId` (byte ranges) and `GET /peaks/:recordingId`; 404 for anything else. */
  serveMedia(request: Request): Promise<Response>;
  /** A PostgreSQL connection URL for the user's own tools. Holds the password: print it, never log it. */
  readonly databaseUrl: string;
  readonly host: Host;
}

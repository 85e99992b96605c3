import { protocol } from 'electron';
import type { Core } from '../../core/core.ts';
import type { Log } from '../../core/host.ts';
import { contentSecurityPolicy, pageHeaders, servePage } from '../page.ts';
import { pageOrigin, scheme } from './ownPage.ts';

/** Makes `trax://` a proper web origin with streams. Only possible before the application is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, corsEnabled: true },
    },
  ]);
}

const headers = {
  ...pageHeaders(contentSecurityPolicy([`${scheme}://media`, `${scheme}://peaks`])),
  // Recordings and waveforms are other origins than the page, which alone may read them.
  'access-control-allow-origin': pageOrigin,
};

/** Answers `trax://app/…` with the built page in `folder`, `trax://media/<id>` and `trax://peaks/<id>` from the core. */
export function serveScheme(core: Promise<Core>, folder: string, log: Log): void {
  async function respond(request: Request): Promise<Response> {
    const { host, pathname } = new URL(request.url);
    if (request.method !== 'GET') return new Response('Not allowed', { status: 405 });
    if (host === 'app') return servePage(folder, pathname);
    if (host !== 'media' && host !== 'peaks') return new Response('Not found', { status: 404 });
    const { headers, signal } = request;
    return (await core).serveMedia(new Request(`http://trax/${host}${pathname}`, { headers, signal }));
  }

  protocol.handle(scheme, async (request) => {
    try {
      const response = await respond(request);
      const all = { ...Object.fromEntries(response.headers), ...headers };
      return new Response(response.body, { status: response.status, headers: all });
    } catch (error) {
      if (!request.signal.aborted) log.error(`${request.url} could not be answered`, error);
      return new Response('Failed', { status: 500, headers });
    }
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { toFailure } from '../../../shared/errors.ts';
import type { Core } from '../../core/core.ts';
import { contentSecurityPolicy, pageHeaders, servePage } from '../page.ts';
import { answer, failureResponse, requestFrom } from './answer.ts';
import { objectionTo } from './guard.ts';
import type { Keys } from './keys.ts';
import { lockedPage } from './lockedPage.ts';
import { receiveUpload } from './upload.ts';

export interface Routes {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Settles when no request is being handled. */
  settled(): Promise<void>;
}

interface RouteOptions {
  readonly core: Core;
  readonly keys: Keys;
  readonly port: number;
  /** The folder of the built page. */
  readonly page: string;
  /** Where uploaded recordings go. */
  readonly uploads: string;
}

const headers = {
  ...pageHeaders(contentSecurityPolicy()),
  'cross-origin-resource-policy': 'same-origin',
};

/** Everything that the web host answers over HTTP, behind its lock. */
export function createRoutes({ core, keys, port, page, uploads }: RouteOptions): Routes {
  const { log } = core.host;
  const underWay = new Set<Promise<void>>();

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Response> {
    const { method = 'GET' } = incoming;
    const request = requestTarget(incoming, port);
    if (!request) return new Response('Bad request', { status: 400 });
    const { pathname, searchParams } = request;
    const objection = objectionTo(
      { method, path: pathname, headers: incoming.headers, kind: 'request' },
      port,
    );
    if (objection) return new Response(objection, { status: 403 });
    const token = pathname === '/' ? searchParams.get('token') : null;
    if (token !== null && method === 'GET') return keys.opens(token) ? unlocked(keys.cookie) : lockedPage();
    if (!keys.isKnown(incoming.headers.cookie)) return lockedPage();

    if (pathname === '/upload' && method === 'PUT') {
      const path = await receiveUpload(incoming, uploads, searchParams.get('name'));
      return Response.json({ path }, { status: 201 });
    }
    if (method !== 'GET' && method !== 'HEAD') return new Response('Not allowed', { status: 405 });
    if (/^\/(media|peaks)\//.test(pathname)) return core.serveMedia(requestFrom(incoming, outgoing));
    if (pathname === '/copy') return core.serveCopy(requestFrom(incoming, outgoing));
    return servePage(page, pathname);
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const response = await respond(incoming, outgoing).catch((error: unknown) => {
        if (toFailure(error).code === 'UNEXPECTED') log.error(`${incoming.method} failed`, error);
        return failureResponse(error);
      });
      // What is left of a refused body is read and dropped, else a browser never sees the answer.
      incoming.resume();
      if (outgoing.destroyed) await response.body?.cancel();
      else await answer(outgoing, response, headers);
    } catch (error) {
      log.error('An answer broke off', error);
      outgoing.destroy();
    }
  }

  return {
    handle(incoming, outgoing) {
      const done = handle(incoming, outgoing).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

/** The requested URL; null when it is none. Only its path and query count. */
function requestTarget({ url = '/' }: IncomingMessage, port: number): URL | null {
  return url.startsWith('/') ? URL.parse(`http://127.0.0.1:${port}${url}`) : null;
}

/** Sends the browser on to the page without the key, so that it stays in no history and no bookmark. */
function unlocked(cookie: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' },
  });
}

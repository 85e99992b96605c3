import type { IncomingHttpHeaders } from 'node:http';

/** What a decision about a request needs of it. */
export interface Knock {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** `upgrade` opens a web socket. */
  readonly kind: 'request' | 'upgrade';
}

/** The names under which a page may reach a server on this port. The port is left out where it is HTTP's own. */
export function ownAuthorities(port: number): string[] {
  return ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host);
}

/**
 * Why a request is turned away before anybody asks for its key, or null. A foreign `Host` is a name that somebody
 * bound to 127.0.0.1 (DNS rebinding); a foreign `Origin` is another site's page that uses our cookie. What changes
 * something, and a web socket, has to say where it comes from: every browser does.
 */
export function objectionTo({ method, path, headers, kind }: Knock, port: number): string | null {
  const authorities = ownAuthorities(port);
  if (!headers.host || !authorities.includes(headers.host))
    return 'The name of this server is not known here.';
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return 'Another site may not ask that.';
  const isRead = kind === 'request' && (method === 'GET' || method === 'HEAD');
  if (!isRead && origin === undefined) return 'The request does not say where it comes from.';
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  // A link from anywhere may open the page itself; without the cookie or the key it shows nothing.
  const isVisit = isRead && path === '/' && headers['sec-fetch-mode'] === 'navigate';
  return isOwn || isVisit ? null : 'Another site may not ask that.';
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { TraxError } from '../../../shared/errors.ts';
import type { Core } from '../../core/core.ts';
import { findAbove } from '../folders.ts';
import { openBrowser } from './browser.ts';
import { objectionTo } from './guard.ts';
import { createKeys, type Keys } from './keys.ts';
import { createRoutes } from './routes.ts';
import { createSockets } from './rpc.ts';

/** Bytes of a request's head: a copy of many recordings names them all in its address. */
const longestHeader = 65_536;

export interface WebOptions {
  readonly core: Core;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Of a server that this one follows: who was let in stays in. */
  readonly keys?: Keys | undefined;
  /** Opens the person's browser on the page. */
  readonly open?: boolean;
  /** The built page; found beside this program where it is not given. */
  readonly page?: string;
  /** Aborting it closes the server. */
  readonly signal?: AbortSignal;
}

export interface WebServer {
  /** The link with the key that lets a browser in. Print it, never log it. */
  readonly url: string;
  readonly port: number;
  readonly keys: Keys;
  /** Ends every connection, and settles when what they left is tidied up. The core stays. */
  close(): Promise<void>;
}

/** Serves the page and the core to browsers of this computer, on 127.0.0.1 only. Throws PORT_TAKEN. */
export async function serveWeb({
  core,
  port: wanted = 0,
  keys: former,
  open,
  page,
  signal,
}: WebOptions): Promise<WebServer> {
  signal?.throwIfAborted();
  const { log, folders } = core.host;
  const server = createServer({ maxHeaderSize: longestHeader });
  // An upload of many gigabytes may take longer than any limit on a whole request.
  server.requestTimeout = 0;
  const uploads = join(folders.data, 'media');
  const port = await listen(server, wanted);
  const keys = former ?? createKeys(port);
  const sockets = createSockets(core);
  const routes = createRoutes({
    core,
    keys,
    port,
    page: page ?? findAbove(join('out', 'renderer')) ?? join('out', 'renderer'),
    uploads,
  });
  server.on('request', routes.handle);
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const path = request.url ?? '/';
    const knock = { method: 'GET', path, headers: request.headers, kind: 'upgrade' } as const;
    if (objectionTo(knock, port)) refuse(connection, 403);
    else if (!keys.isKnown(request.headers.cookie)) refuse(connection, 401);
    else if (path !== '/rpc') refuse(connection, 404);
    else sockets.accept(request, connection, head);
  });

  let closing: Promise<void> | undefined;
  async function close() {
    sockets.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await Promise.all([closed, routes.settled()]);
  }
  const closeOnce = () => {
    closing ??= close();
    return closing;
  };
  signal?.addEventListener('abort', () => void closeOnce(), { once: true });

  const link = (key: string) => `http://127.0.0.1:${port}/?token=${key}`;
  log.info('The web host listens', { port });
  if (open) openBrowser(link(keys.mintSingleUse()), log);
  return { url: link(keys.lasting), port, keys, close: closeOnce };
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new TraxError('PORT_TAKEN', { port }, { cause: error });
    throw error;
  }
  return (server.address() as AddressInfo).port;
}

function refuse(connection: Duplex, status: 401 | 403 | 404) {
  connection.on('error', () => connection.destroy());
  connection.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

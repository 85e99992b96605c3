import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server answers one request for a file. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of model files whose manners can be changed while it runs. */
export interface ModelServer extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  /** What was asked for, in order: path and the headers that matter. */
  readonly requests: { path: string; range: string | undefined; ifRange: string | undefined }[];
  /** How the next requests are answered; the last behaviour goes on. */
  answerWith(...behaviours: Behaviour[]): void;
}

export async function startModelServer(...behaviours: Behaviour[]): Promise<ModelServer> {
  let script = behaviours;
  const requests: ModelServer['requests'] = [];
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    requests.push({ path: request.url ?? '', range, ifRange: ifRange as string | undefined });
    const behaviour = script.length > 1 ? script.shift() : script[0];
    (behaviour ?? status(404))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    answerWith(...next) {
      script = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface FileManners {
  readonly etag?: string;
  /** Ends the connection after so many bytes of the body. */
  readonly breaksAfter?: number;
  /** Sends nothing more after so many bytes of the body, and leaves the connection open. */
  readonly stallsAfter?: number;
  readonly ignoresRange?: boolean;
  /** Says this length instead of the true one. */
  readonly claims?: number;
  /** Gives no length at all. */
  readonly hidesLength?: boolean;
}

/** Serves bytes as a good server does, with ranges, save for the manners that are named. */
export function file(bytes: Buffer, manners: FileManners = {}): Behaviour {
  return (request, response) => {
    const { etag } = manners;
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const from = asked && isSame && !manners.ignoresRange ? Number(asked[1]) : 0;
    if (from > 0 && from >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const body = bytes.subarray(from);
    const length = manners.hidesLength ? {} : { 'content-length': manners.claims ?? body.length };
    response.writeHead(from > 0 ? 206 : 200, {
      ...length,
      ...(etag ? { etag } : {}),
      ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    const sent = body.subarray(0, manners.breaksAfter ?? manners.stallsAfter ?? body.length);
    response.write(sent, () => {
      if (manners.breaksAfter !== undefined) response.destroy();
      else if (manners.stallsAfter === undefined) response.end();
    });
  };
}

/** Answers with a bare status. */
export function status(code: number): Behaviour {
  return (_, response) => void response.writeHead(code).end('no');
}

/** Points to another address. */
export function redirect(to: string): Behaviour {
  return (_, response) => void response.writeHead(302, { location: to }).end();
}

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Share } from '../../../shared/contract/computers.ts';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../host.ts';
import { parseRange } from '../media/range.ts';
import { identity, lockedTls } from './lockedTls.ts';

export type SharedRecordings = ReturnType<typeof createSharedRecordings>;

/**
 * Lets other computers of the library fetch the recordings that lie here: `GET /media/:recordingId`, in ranges, over TLS with a
 * key that is in the library. Whoever can open the library can read its recordings, and nobody else; nothing can be
 * changed. It listens only while it is wished for.
 */
export function createSharedRecordings(options: { database: Database; computerId: string; log: Log }) {
  const { database, computerId, log } = options;
  let open: { server: Server; share: Share; wished: number } | null = null;
  let failure: Failure | null = null;

  async function pathOf(recordingId: string): Promise<string | null> {
    const [row] = await database.orm.em
      .fork()
      .execute<{ file_path: string }[]>(
        'select file_path from media_files where id = ? and computer_id = ?',
        [recordingId, computerId],
      );
    return row?.file_path ?? null;
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const [, id] = /^\/media\/([0-9a-f-]{36})$/.exec(request.url ?? '') ?? [];
    const path = id && request.method === 'GET' ? await pathOf(id) : null;
    const info = path ? await stat(path).catch(() => null) : null;
    if (!path || !info?.isFile()) return void response.writeHead(404).end();
    const range = parseRange(request.headers.range ?? null, info.size);
    if (range === 'unsatisfiable') return void response.writeHead(416).end();
    const { start, end } = range ?? { start: 0, end: info.size - 1 };
    response.writeHead(range ? 206 : 200, {
      'content-length': end - start + 1,
      ...(range && { 'content-range': `bytes ${start}-${end}/${info.size}` }),
    });
    await pipeline(createReadStream(path, { start, end }), response);
  }

  async function begin(wished: number) {
    const key = randomBytes(32);
    const server = createServer(
      { ...lockedTls, pskCallback: (_, name) => (name === identity ? key : null) },
      (request, response) => {
        serve(request, response).catch((error) => {
          log.info('A recording was not fetched to its end', { error: String(error) });
          response.destroy();
        });
      },
    );
    server.on('tlsClientError', () => undefined);
    await listen(server, wished);
    const { port: listening } = server.address() as AddressInfo;
    log.info('Other computers of this library can fetch recordings', { port: listening });
    open = { server, share: { addresses: addressesAt(listening), key: key.toString('base64') }, wished };
  }

  function end() {
    const server = open?.server;
    open = null;
    if (!server) return;
    server.close();
    server.closeAllConnections();
  }

  return {
    /** How it is reached now; null while it does not listen. */
    get now(): Share | null {
      return open?.share ?? null;
    },

    /** Why it does not listen although it is wished for: mostly PORT_TAKEN, by another core of this computer perhaps. */
    get failure(): Failure | null {
      return failure;
    },

    /** Listens on a port from now on, 0 for any that is free; null ends it. One that cannot be had is asked for again next time. */
    async follow(port: number | null): Promise<void> {
      if (port === (open?.wished ?? null)) return;
      end();
      const former = failure;
      failure = null;
      if (port === null) return;
      await begin(port).catch((error) => {
        const { code, details } = toFailure(error);
        failure = { code, details };
        if (!isDeepStrictEqual(failure, former))
          log.warn('Recordings cannot be shared', { error: String(error) });
      });
    },

    [Symbol.dispose]: end,
  };
}

/** Throws PORT_TAKEN. */
async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken ? new TraxError('PORT_TAKEN', { port }, { cause: error }) : error;
  }
}

/** Where a port of this computer may be reached, this computer itself last. */
function addressesAt(port: number): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outer = all
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  return [...outer, '127.0.0.1'].map((address) => `${address}:${port}`);
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Core } from '../../core/core.ts';

/** The largest single message; recordings are uploaded, not sent as calls. */
const largestMessage = 16 * 1024 * 1024;

/** Answers the contract over web sockets. A socket that closes aborts the calls made over it. */
export function createSockets({ router, host: { log } }: Core) {
  const handler = new RPCHandler(router);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  return {
    accept(request: IncomingMessage, connection: Duplex, head: Buffer) {
      server.handleUpgrade(request, connection, head, (socket) => {
        socket.on('error', (error) => log.warn('A web socket failed', { reason: error.message }));
        void handler.upgrade(socket);
      });
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

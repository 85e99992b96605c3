import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';

/** A database that can be taken away and given back, as a network does. */
export interface CutOff extends AsyncDisposable {
  readonly url: string;
  away(): Promise<void>;
  back(): Promise<void>;
}

/** Stands between a core and its database. */
export async function createCutOff(url: string): Promise<CutOff> {
  const { host, port, user, password, database } = new Client({ connectionString: url });
  const target = host?.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${port ?? 5432}` }
    : { host, port: Number(port) };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target as { path: string });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  const away = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return {
    url: `postgresql://${encodeURIComponent(user ?? '')}:${encodeURIComponent(password ?? '')}@127.0.0.1:${own}/${database}`,
    away,
    back: () => listen(own),
    async [Symbol.asyncDispose]() {
      if (server.listening) await away();
    },
  };
}

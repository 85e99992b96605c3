import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { databaseFailure, isLostServer } from './failures.ts';

/** Opens one connection. Throws what `pg` throws. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'trax',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // An error of an idle connection is followed by `end`; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

interface Listener {
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  readonly onGap: () => void;
}

/** The one connection that a core keeps for itself: it hears notifications, and notices when the server is gone. */
export interface StandingConnection {
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onGap: () => void,
  ): Promise<AsyncDisposable>;
  /** Gives the connection up for another one: the server is there and takes nobody any more. */
  renew(): void;
  /** Stops reconnecting and gives the connection up, or null when there is none at the moment. */
  release(): Promise<Client | null>;
}

interface StandingOptions {
  /** Opens the connection, and starts the server first where that is ours to do. */
  readonly open: (signal: AbortSignal) => Promise<Client>;
  /** Called when the connection is lost, at every attempt that fails, and when it is back. */
  readonly onLost: (reason: TraxError) => void;
  readonly onBack: () => void;
}

/** Longest wait between two attempts to reconnect. */
const longestPause = 2_000;

export function createStandingConnection(first: Client, options: StandingOptions): StandingConnection {
  const listeners = new Set<Listener>();
  const closing = new AbortController();
  let client: Client | null = null;
  let recovery: Promise<void> = Promise.resolve();

  function use(next: Client) {
    client = next;
    next.on('notification', ({ channel, payload }) => {
      for (const listener of listeners) {
        if (listener.channel === channel) listener.onNotification(payload ?? '');
      }
    });
    next.once('end', () => lose(next));
  }

  function lose(lost: Client) {
    if (client !== lost) return;
    client = null;
    if (!closing.signal.aborted) recovery = recover();
  }

  async function recover(): Promise<void> {
    options.onLost(new TraxError('DATABASE_UNAVAILABLE', { reason: say('reason.lostDatabase') }));
    for (let wait = 20; !closing.signal.aborted; wait = Math.min(wait * 2, longestPause)) {
      const next = await reopen();
      if (next) {
        use(next);
        options.onBack();
        for (const listener of listeners) listener.onGap();
        return;
      }
      await pause(wait, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** One attempt: a connection that hears every channel, or null. */
  async function reopen(): Promise<Client | null> {
    let next: Client | null = null;
    try {
      next = await options.open(closing.signal);
      for (const channel of new Set([...listeners].map((listener) => listener.channel))) {
        await next.query(`listen ${next.escapeIdentifier(channel)}`);
      }
      return next;
    } catch (error) {
      await next?.end().catch(() => undefined);
      const reason = databaseFailure(error) ?? new TraxError('UNEXPECTED', {}, { cause: error });
      if (!closing.signal.aborted) options.onLost(reason);
      return null;
    }
  }

  use(first);
  return {
    async listen(channel, onNotification, onGap) {
      const listener = { channel, onNotification, onGap };
      listeners.add(listener);
      // While the connection is lost, its return listens for everybody. It may have been lost before anybody looked after it.
      const asked = client;
      await asked?.query(`listen ${asked.escapeIdentifier(channel)}`).catch((error: unknown) => {
        if (!isLostServer(error)) throw error;
        lose(asked);
      });
      return {
        async [Symbol.asyncDispose]() {
          listeners.delete(listener);
        },
      };
    },
    renew() {
      void client?.end();
    },
    async release() {
      closing.abort();
      await recovery;
      const released = client;
      client = null;
      return released;
    },
  };
}

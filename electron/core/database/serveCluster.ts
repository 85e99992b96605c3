import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';
import { connect } from './connection.ts';
import { databaseFailure, isLostServer, isNobodyThere } from './failures.ts';
import { presenceLock } from './locks.ts';
import type { Address } from './postgres/address.ts';
import { owner, readPassword } from './postgres/cluster.ts';
import type { Place } from './postgres/place.ts';
import type { Server } from './postgres/server.ts';
import type { DatabaseServer } from './server.ts';

/** How long to try to connect to a server that says it is ready, in milliseconds. */
const longestAttempt = 60_000;

/** Refusals, 25 ms apart, after which a server that says it is ready is started anew. */
const mostRefusals = 20;

/** A cluster that is there, as a server that cores share. */
export function serveCluster(place: Place, server: Server): DatabaseServer {
  let url = '';

  async function open(signal?: AbortSignal): Promise<Client> {
    const latest = Date.now() + longestAttempt;
    for (let refusals = 0; ; ) {
      const address = await server.reach(signal);
      // Another password may have come with a library that was restored meanwhile.
      url = urlOf(address, await readPassword(place));
      try {
        return await join(url);
      } catch (error) {
        // Mostly it is just being stopped by the one who left last.
        if (!isLostServer(error) || Date.now() > latest) throw unavailable(error);
        // A server whose socket was cleaned away says that it is ready and is not to be reached.
        if (isNobodyThere(error) && ++refusals % mostRefusals === 0) await server.stop();
        await pause(25, undefined, { signal });
      }
    }
  }

  async function leave(connection: Client | null): Promise<void> {
    if (!connection) return;
    try {
      await connection.query('select pg_advisory_unlock_shared($1, $2)', presenceLock);
      const { rows } = await connection.query<{ alone: boolean }>(
        'select pg_try_advisory_lock($1, $2) as alone',
        presenceLock,
      );
      if (rows[0]?.alone) await server.stop();
    } catch (error) {
      // A server that is gone needs no stopping.
      if (!isLostServer(error)) throw error;
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  return {
    isEmbedded: true,
    place,
    get url() {
      return url;
    },
    open,
    leave,
  };
}

function unavailable(error: unknown): TraxError {
  return (
    databaseFailure(error) ??
    new TraxError('DATABASE_UNAVAILABLE', { reason: quoted(error) }, { cause: error })
  );
}

async function join(url: string): Promise<Client> {
  const connection = await connect(url);
  try {
    await connection.query('select pg_advisory_lock_shared($1, $2)', presenceLock);
    return connection;
  } catch (error) {
    await connection.end().catch(() => undefined);
    throw error;
  }
}

function urlOf({ host, port }: Address, password: string): string {
  return `postgresql://${owner}:${password}@${encodeURIComponent(host)}:${port}/${owner}`;
}

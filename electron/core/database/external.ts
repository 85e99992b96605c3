import type { Client } from 'pg';
import { TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';
import { connect } from './connection.ts';
import type { DatabaseServer } from './server.ts';

/** The oldest server with `unique nulls not distinct`, as `server_version_num`. */
const oldestVersion = 150_000;

/** A PostgreSQL server of the user's own. It is never started or stopped by us. */
export function createExternalServer(url: string): DatabaseServer {
  return {
    isEmbedded: false,
    place: null,
    url,
    open: () => openChecked(url),
    leave: async (connection) => connection?.end().catch(() => undefined),
  };
}

async function openChecked(url: string): Promise<Client> {
  let connection: Client;
  try {
    connection = await connect(url);
  } catch (cause) {
    throw new TraxError('DATABASE_UNAVAILABLE', { reason: quoted(cause) }, { cause });
  }
  const { rows } = await connection.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  const [server] = rows;
  if (server && Number(server.number) >= oldestVersion) return connection;
  await connection.end();
  throw new TraxError('DATABASE_TOO_OLD', { version: server?.version ?? '?' });
}

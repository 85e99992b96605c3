import type { Client } from 'pg';
import type { Place } from './postgres/place.ts';

/** A server that a database lies on, ours or somebody's. */
export interface DatabaseServer {
  readonly isEmbedded: boolean;
  /** Where its files are; null for somebody's own server. */
  readonly place: Place | null;
  /** The connection URL with the password, as it is now; changes only when a restarted server listens elsewhere. */
  readonly url: string;
  /** Opens a connection, starting the server where that is needed and ours to do. */
  open(signal?: AbortSignal): Promise<Client>;
  /** Gives the connection back; stops the server where nobody else uses it. */
  leave(connection: Client | null): Promise<void>;
}

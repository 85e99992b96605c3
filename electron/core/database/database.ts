import type { MikroORM } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import type { TraxError } from '../../../shared/errors.ts';
import type { Log } from '../host.ts';
import type { CarryOver } from './carryOver.ts';
import { createStandingConnection } from './connection.ts';
import { createEmbeddedServer } from './embedded.ts';
import { createExternalServer } from './external.ts';
import type { Place } from './postgres/place.ts';
import type { DatabaseServer } from './server.ts';

export interface OpenDatabaseOptions {
  /** Absolute; made when it is not there. */
  readonly dataFolder: string;
  /** A PostgreSQL server of the user's own (15 or later) instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  /** Hears how far a library of another major version of PostgreSQL is carried over. */
  readonly onCarryOver?: ((progress: CarryOver) => void) | undefined;
  /** Called before the schema of a library that holds recordings is changed; when it throws, nothing is changed. */
  readonly beforeUpgrade?: ((server: DatabaseServer) => Promise<void>) | undefined;
  /** False where somebody else looks after the library: a schema of another version is refused with VERSION_DIFFERS. */
  readonly mayUpgrade?: boolean | undefined;
}

/** How the database stands: `recovering` while the server is gone and is being started or reached again. */
export type DatabaseHealth = 'ready' | 'recovering';

/** An open library. Disposing lets go of it; the last core that lets go of an embedded server stops it. */
export interface Database extends AsyncDisposable {
  /** Work on `orm.em.fork()`, one for each use. Queries fail with DATABASE_UNAVAILABLE (passing) while recovering. */
  readonly orm: MikroORM;
  /** A connection URL for people's own SQL tools. It holds the password: print it, never log it. */
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Where the embedded server keeps its files; null for a server of the user's own. */
  readonly place: Place | null;
  readonly health: DatabaseHealth;
  /**
   * Hears NOTIFY on a channel until disposed. After the connection was lost and found again, `onGap` says
   * that notifications may have been missed.
   */
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onGap: () => void,
  ): Promise<AsyncDisposable>;
  /** Hears of a lost server (with the reason) and of its return, until disposed. */
  onHealth(listener: (health: DatabaseHealth, reason: TraxError | null) => void): Disposable;
}

/**
 * Opens the library of a data folder: starts or joins its server, brings the schema up to date.
 * Throws FOLDER_NOT_WRITABLE, DISK_FULL, DATABASE_UNAVAILABLE, DATABASE_TOO_OLD, DATABASE_TOO_NEW, MIGRATION_FAILED.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { dataFolder, databaseUrl, log, signal } = options;
  const server = databaseUrl
    ? createExternalServer(databaseUrl)
    : await createEmbeddedServer(dataFolder, log, signal, options.onCarryOver);
  await using opening = new AsyncDisposableStack();
  // The ORM is most of what there is to load, and the server starts in another process: each takes the other's time.
  const [connection, { createOrm, whenRefused }, { migrate }] = await Promise.all([
    server.open(signal),
    import('./orm.ts'),
    import('./migrate.ts'),
  ]);
  opening.defer(() => server.leave(connection));
  signal?.throwIfAborted();
  const orm = createOrm(server.url, connection.database ?? '', log);
  opening.defer(() => orm.close(true));
  await migrate(orm, connection, log, async () => options.beforeUpgrade?.(server), options.mayUpgrade);
  opening.move();
  return createDatabase(server, orm, connection, log, (listener) => whenRefused(orm, listener));
}

function createDatabase(
  server: DatabaseServer,
  orm: MikroORM,
  connection: Client,
  log: Log,
  whenRefused: (listener: () => void) => void,
): Database {
  const healthListeners = new Set<(health: DatabaseHealth, reason: TraxError | null) => void>();
  let health: DatabaseHealth = 'ready';
  let poolUrl = server.url;

  function tell(next: DatabaseHealth, reason: TraxError | null) {
    health = next;
    for (const listener of healthListeners) listener(next, reason);
  }

  const standing = createStandingConnection(connection, {
    async open(signal) {
      const next = await server.open(signal);
      if (server.url !== poolUrl) await movePool(orm, server.url);
      poolUrl = server.url;
      return next;
    },
    onLost(reason) {
      log.warn('the database does not answer', { reason: reason.message });
      tell('recovering', reason);
    },
    onBack() {
      log.info('the database is back');
      tell('ready', null);
    },
  });

  // Somebody's own server is not ours to start again.
  if (server.isEmbedded) whenRefused(standing.renew);

  return {
    orm,
    isEmbedded: server.isEmbedded,
    place: server.place,
    get url() {
      return server.url;
    },
    get health() {
      return health;
    },
    listen: standing.listen,
    onHealth(listener) {
      healthListeners.add(listener);
      return { [Symbol.dispose]: () => void healthListeners.delete(listener) };
    },
    async [Symbol.asyncDispose]() {
      const last = await standing.release();
      await orm.close(true);
      await server.leave(last);
    },
  };
}

/** Makes the pool's next connections go where the restarted server listens. */
async function movePool(orm: MikroORM, url: string): Promise<void> {
  const pool = await orm.em.getConnection().getNativeClient();
  Object.assign(pool.options, { connectionString: url });
}

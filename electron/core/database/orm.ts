import type { LogContext, Logger } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { migrations } from '../../../migrations/index.ts';
import { TraxError } from '../../../shared/errors.ts';
import type { Log } from '../host.ts';
import { entities } from './entities/index.ts';
import { databaseFailure, isRefusing } from './failures.ts';

/**
 * Milliseconds after which the server lets go of who stands still within a transaction: a computer that fell asleep there would
 * hold up every other one of the library. As long as a lease.
 */
const longestStandstill = 30_000;

/** Connections for queries; PostgreSQL gives each a process of its own. */
const poolSize = 8;

/** The ORM with all entities and migrations on a URL that leads to the given database. Connects with the first query. */
export function createOrm(url: string, database: string, log: Log): MikroORM {
  const orm = new MikroORM({
    driver: TraxDriver,
    entities,
    extensions: [Migrator],
    dbName: database,
    driverOptions: {
      connectionString: url,
      application_name: 'trax',
      max: poolSize,
      connectionTimeoutMillis: 30_000,
      idle_in_transaction_session_timeout: longestStandstill,
      onPoolCreated: (pool: Pool) => void pool.on('connect', releaseWhenLost),
    },
    migrations: {
      migrationsList: migrations,
      allOrNothing: true,
      disableForeignKeys: false,
      snapshot: false,
      silent: true,
    },
    loggerFactory: () => createLogger(log),
  });
  Object.assign(orm.driver.getPlatform(), { escapeLiteral });
  return orm;
}

/** Hears when the server takes no new connections: while it comes up, and when it waits for its users to go. */
export function whenRefused(orm: MikroORM, listener: () => void): void {
  const connection = orm.em.getConnection();
  if (connection instanceof TraxConnection) connection.onRefused = listener;
}

/**
 * Text as a literal of SQL. The ORM writes every parameter into the statement, and its own way goes letter by letter: the
 * segments of a recording took as long to quote as to store.
 */
function escapeLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/**
 * Gives a connection back to the pool when a transaction cannot be begun on it or rolled back, because it is lost: the ORM's
 * query builder keeps it then, and after some losses there would be none left.
 */
function releaseWhenLost(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const releasing = (...args: unknown[]) => {
    if (!/^(begin|start transaction|rollback$)/.test(String(args[0]))) return query(...args);
    return query(...args).catch((error: Error) => {
      client.release(error);
      throw error;
    });
  };
  Object.assign(client, { query: releasing });
}

/** Turns a lost server and a full disk into errors that people and the queue know. */
class TraxConnection extends PostgreSqlConnection {
  /** Called when the server takes no new connections. */
  onRefused = (): void => undefined;

  protected override executeQuery<T>(query: string, run: () => Promise<T>, context?: LogContext): Promise<T> {
    return this.#translated(super.executeQuery(query, run, context));
  }

  override begin(...args: Parameters<PostgreSqlConnection['begin']>) {
    return this.#translated(super.begin(...args));
  }

  override commit(...args: Parameters<PostgreSqlConnection['commit']>) {
    return this.#translated(super.commit(...args));
  }

  #translated<T>(promise: Promise<T>): Promise<T> {
    return promise.catch((error: unknown) => {
      if (isRefusing(error)) this.onRefused();
      // "Failing row contains ...": what people said has no place in an error that is logged.
      if (error instanceof Error && 'detail' in error) error.detail = undefined;
      throw databaseFailure(error) ?? error;
    });
  }
}

class TraxDriver extends PostgreSqlDriver {
  protected override readonly connection = new TraxConnection(this.config);

  protected override rethrow<T>(promise: Promise<T>): Promise<T> {
    return promise.catch((error) => {
      throw error instanceof TraxError ? error : this.convertException(error);
    });
  }
}

/** Passes on what the ORM warns of; never a query, since queries hold what people said. */
function createLogger(log: Log): Logger {
  return {
    log: () => undefined,
    logQuery: () => undefined,
    warn: (_, message) => log.warn(message),
    error: (_, message) => log.warn(message),
    setDebugMode: () => undefined,
    isEnabled: () => false,
  };
}

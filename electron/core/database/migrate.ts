import { type MikroORM, TableNotFoundException } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { migrations } from '../../../migrations/index.ts';
import { TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';
import type { Log } from '../host.ts';
import { adopt } from './adoption.ts';
import { databaseFailure } from './failures.ts';
import { migrationLock } from './locks.ts';

/**
 * Brings a database to the newest schema; one query when there is nothing to do. Only one process does so at a time,
 * and in one transaction: a migration that fails leaves everything as it was.
 * `beforeUpgrade` is called first where the database holds recordings.
 * Throws DATABASE_TOO_NEW, MIGRATION_FAILED, DATABASE_UNAVAILABLE, DISK_FULL, what `beforeUpgrade` throws, and
 * VERSION_DIFFERS where `mayUpgrade` is false. A connection that it failed on may still hold the lock.
 */
export async function migrate(
  orm: MikroORM,
  connection: Client,
  log: Log,
  beforeUpgrade: () => Promise<void> = async () => undefined,
  mayUpgrade = true,
): Promise<void> {
  const had = await executedMigrations(orm);
  if (pendingAfter(had).length === 0) return;
  if (!mayUpgrade) {
    const own = migrations.at(-1)?.name ?? '';
    throw new TraxError('VERSION_DIFFERS', { own, library: had.at(-1) ?? '?' });
  }
  try {
    await connection.query('select pg_advisory_lock($1, $2)', migrationLock);
    await upgrade(orm, connection, log, beforeUpgrade);
    await connection.query('select pg_advisory_unlock($1, $2)', migrationLock);
  } catch (cause) {
    // The lock goes with the session, which nobody uses after this.
    throw databaseFailure(cause) ?? new TraxError('MIGRATION_FAILED', { reason: quoted(cause) }, { cause });
  }
}

async function upgrade(
  orm: MikroORM,
  connection: Client,
  log: Log,
  beforeUpgrade: () => Promise<void>,
): Promise<void> {
  const executed = await executedMigrations(orm);
  if (pendingAfter(executed).length === 0) return;
  if (await holdsRecordings(connection)) await beforeUpgrade();
  if (executed.length === 0) await adopt(orm, log);
  const pending = pendingAfter(await executedMigrations(orm));
  log.info('bringing the library to the newest schema', { migrations: pending.join(', ') });
  await orm.migrator.up();
}

/** Whether there is anything that people would miss. */
async function holdsRecordings(connection: Client): Promise<boolean> {
  const { rows } = await connection.query<{ found: string | null }>(
    `select to_regclass('media_files')::text as found`,
  );
  if (!rows[0]?.found) return false;
  return ((await connection.query('select 1 from media_files limit 1')).rowCount ?? 0) > 0;
}

/** The names of the migrations that the database has, oldest first. */
export async function executedMigrations(orm: MikroORM): Promise<string[]> {
  try {
    const rows = await orm.em.execute<{ name: string }[]>(
      'select name from mikro_orm_migrations order by id',
    );
    return rows.map((row) => row.name);
  } catch (error) {
    if (error instanceof TableNotFoundException) return [];
    throw error;
  }
}

/** The newest migration that the database has; empty when it has none. */
export async function newestMigration(orm: MikroORM): Promise<string> {
  return (await executedMigrations(orm)).at(-1) ?? '';
}

function pendingAfter(executed: readonly string[]): string[] {
  const known = migrations.map((migration) => migration.name);
  const unknown = executed.filter((name) => !known.includes(name)).at(-1);
  if (unknown) throw new TraxError('DATABASE_TOO_NEW', { version: unknown });
  return known.filter((name) => !executed.includes(name));
}

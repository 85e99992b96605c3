import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { reasonOf, TraxError } from '../../../shared/errors.ts';
import { migrate } from '../database/migrate.ts';
import { createOrm } from '../database/orm.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import { requireBinaries } from '../database/postgres/olderBinaries.ts';
import type { Place } from '../database/postgres/place.ts';
import { createServer } from '../database/postgres/server.ts';
import { serveCluster } from '../database/serveCluster.ts';
import { settleHome } from '../dataFolder/libraryHome.ts';
import type { Log } from '../host.ts';
import { brokenIndexes, readEveryTable } from '../maintenance/pages.ts';
import type { RecoveryTarget } from './chooseBackup.ts';
import type { Journal } from './journal.ts';
import type { FoundBackup } from './manifest.ts';
import { giveTree } from './ownership.ts';
import { parsePosition, segmentName } from './segments.ts';

interface Recovery {
  /** The folder that the library is for: paths in a backup may be of another. */
  readonly dataFolder: string;
  readonly backup: FoundBackup;
  readonly journal: Journal;
  readonly target: RecoveryTarget;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/** What the server says when the journal ends before the wanted moment. */
const endedEarly = /recovery ended before configured recovery target/;

/**
 * Starts a cluster that was copied from a backup, replays its journal up to the target, looks through all of it and
 * brings it to the newest schema; the server is stopped after. Throws JOURNAL_DAMAGED, RESTORE_FAILED.
 */
export async function recover(place: Place, recovery: Recovery): Promise<void> {
  try {
    await replay(place, recovery, recovery.target);
  } catch (error) {
    if (!(error instanceof TraxError) || !endedEarly.test(error.message)) throw failed(error);
    // Nothing was stored between the end of the journal and the wanted moment; or the rest is damaged.
    await replay(place, recovery, 'the newest').catch((again) => Promise.reject(failed(again)));
  }
}

async function replay(place: Place, recovery: Recovery, target: RecoveryTarget): Promise<void> {
  const { log, signal, dataFolder } = recovery;
  await writeFile(join(filesOf(place).cluster, 'recovery.signal'), '');
  if (place.user) await giveTree(filesOf(place).cluster, place.user);
  const { serverMajor } = recovery.backup.manifest;
  const binaries = await requireBinaries(serverMajor, place, log, signal);
  const starter = createServer(place, binaries, log, async () => settingsFor(target));
  const server = serveCluster(place, starter);
  try {
    const connection = await server.open(signal);
    try {
      if (target === 'the newest') await requireWhole(connection, recovery);
      await verify(connection, signal);
      const orm = createOrm(server.url, connection.database ?? '', log);
      try {
        await migrate(orm, connection, log);
        await settleHome(orm.em.fork(), dataFolder, log);
      } finally {
        await orm.close(true);
      }
    } finally {
      await connection.end().catch(() => undefined);
    }
  } finally {
    await starter.stop();
  }
}

function settingsFor(target: RecoveryTarget): Record<string, string> {
  return {
    // Recovery insists on a command that fetches parts of the journal; all there are lie in place already.
    restore_command: 'exit 1',
    recovery_target_timeline: 'current',
    // Nobody is let in before all of it is replayed.
    hot_standby: 'off',
    ...(target === 'its own end' && { recovery_target: 'immediate', recovery_target_action: 'promote' }),
    ...(target instanceof Date && {
      // Names of time zones are not known yet when this is read, not even Z.
      recovery_target_time: target.toISOString().replace('T', ' ').replace('Z', '+00'),
      recovery_target_action: 'promote',
    }),
  };
}

/** Whether everything that the journal held was replayed, up to where it was known to break off. */
async function requireWhole(connection: Client, { journal, backup, target }: Recovery): Promise<void> {
  if (target === 'its own end') return;
  if (journal.damage) throw new TraxError('JOURNAL_DAMAGED', journal.damage);
  const { rows } = await connection.query<{ position: string | null }>(
    'select pg_last_wal_replay_lsn()::text as position',
  );
  const { segmentSize, timeline } = backup.manifest;
  const position = parsePosition(rows[0]?.position ?? '0/0');
  const number = Math.floor(position / segmentSize);
  if (Math.floor((position - 1) / segmentSize) >= journal.lastFinished) return;
  const segment = segmentName({ timeline, number }, segmentSize);
  throw new TraxError('JOURNAL_DAMAGED', { segment, how: 'cannot be read to its end' });
}

async function verify(connection: Client, signal?: AbortSignal): Promise<void> {
  await readEveryTable(connection, signal);
  const [broken] = await brokenIndexes(connection, signal);
  if (broken) throw new Error(`${broken.index}: ${broken.problem}`);
}

function failed(error: unknown): unknown {
  const kept = [
    'JOURNAL_DAMAGED',
    'RESTORE_FAILED',
    'DISK_FULL',
    'MIGRATION_FAILED',
    'DATABASE_TOO_NEW',
    'POSTGRES_MISSING',
  ];
  if (error instanceof TraxError && kept.includes(error.code)) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  return new TraxError('RESTORE_FAILED', { reason: reasonOf(error) }, { cause: error });
}

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import packageJson from '../../../package.json' with { type: 'json' };
import type { BackupReason, SafetyJob } from '../../../shared/contract/backups.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { connect } from '../database/connection.ts';
import { databaseFailure, folderFailure, isMissing } from '../database/failures.ts';
import { backupLock } from '../database/locks.ts';
import { lineageOf } from '../database/postgres/archive.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import type { Place } from '../database/postgres/place.ts';
import { makeFolder, writeWhole } from '../files.ts';
import { requireSpace } from '../models/disk.ts';
import { isProcessAlive } from '../processes.ts';
import { sha256OfFile } from '../sha256.ts';
import { type ClusterFiles, listCluster } from './clusterFiles.ts';
import { cloneFile, forEachOf, largestFirst } from './copyFile.ts';
import { type FoundBackup, type Manifest, manifestName, readBackup, unfinishedPrefix } from './manifest.ts';
import { giveToOwner } from './ownership.ts';
import { segmentsBetween } from './segments.ts';
import { syncFiles } from './syncFiles.ts';

export interface BackupWish {
  /** The embedded server that runs, and where its files are. */
  readonly url: string;
  readonly place: Place;
  /** Where the backup's folder is made; made itself when it is not there. */
  readonly folder: string;
  readonly reason: BackupReason;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((job: SafetyJob) => void) | undefined;
}

/**
 * Copies the whole database while it is used, by PostgreSQL's own low-level interface. The backup is there under its
 * name when all of it is on the disk, or not at all. Throws DISK_FULL, FOLDER_NOT_WRITABLE, DATABASE_UNAVAILABLE.
 */
export async function takeBackup(wish: BackupWish): Promise<FoundBackup> {
  const { folder, signal } = wish;
  const unfinished = join(folder, `${unfinishedPrefix}${process.pid}-${randomUUID()}`);
  try {
    await makeFolder(folder);
    await removeForsaken(folder);
    await mkdir(unfinished, { mode: 0o700 });
    const manifest = await fill(wish, unfinished);
    await writeWhole(join(unfinished, manifestName), JSON.stringify(manifest));
    await giveToOwner(unfinished, folder);
    signal?.throwIfAborted();
    const path = join(folder, nameOf(manifest.finishedAt));
    await rename(unfinished, path);
    return await readBackup(path);
  } catch (error) {
    // What went wrong is said, not that there was nothing to clear away.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    signal?.throwIfAborted();
    throw folderFailure(databaseFailure(error, folder) ?? error, folder);
  }
}

async function fill(wish: BackupWish, target: string): Promise<Manifest> {
  const { cluster, password } = filesOf(wish.place);
  await using opening = new AsyncDisposableStack();
  // A connection of its own: the server ends a backup with the connection that began it.
  const client = await connect(wish.url);
  opening.defer(() => client.end().catch(() => undefined));
  const started = await begin(client);
  const copied = await copyCluster(wish, target, await listCluster(cluster));
  const ended = await end(client);
  const segments = segmentsBetween(started.segment, ended.segment, started.segmentSize);
  const written = [...copied.files, await writeLabel(target, ended.label)];
  const take = async (from: string, path: string) => {
    wish.signal?.throwIfAborted();
    written.push({ path, size: await cloneFile(from, join(target, path)) });
  };
  for (const name of segments) await take(join(cluster, 'pg_wal', name), `cluster/pg_wal/${name}`);
  await take(password, 'password');
  await syncFiles(
    target,
    written.map(({ path }) => path),
  );
  const files = await sumUp(target, written, wish);
  return {
    format: 1,
    reason: wish.reason,
    finishedAt: ended.at.toISOString(),
    trax: packageJson.version,
    serverMajor: started.major,
    lineage: await lineageOf(wish.place),
    timeline: started.timeline,
    segmentSize: started.segmentSize,
    firstSegment: started.segment,
    lastSegment: ended.segment,
    files,
    folders: copied.folders,
  };
}

interface Written {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** The checksums of what was written, read again. */
async function sumUp(
  target: string,
  written: readonly Written[],
  { signal, report }: BackupWish,
): Promise<Manifest['files']> {
  const total = written.reduce((sum, { size }) => sum + size, 0);
  const files: Manifest['files'] = [];
  let done = 0;
  const onBytes = (count: number) => {
    done += count;
    report?.({ kind: 'backup', stage: 'verifying', done, total });
  };
  await forEachOf(largestFirst(written), async ({ path, size }) => {
    files.push({ path, size, sha256: await sha256OfFile(join(target, path), { signal, onBytes }) });
  });
  return files;
}

/** Without it the server would begin at the wrong place of the journal. */
async function writeLabel(target: string, label: string): Promise<Written> {
  const path = 'cluster/backup_label';
  await writeWhole(join(target, path), label);
  return { path, size: Buffer.byteLength(label) };
}

interface Started {
  readonly segment: string;
  readonly segmentSize: number;
  readonly timeline: number;
  readonly major: number;
}

/** One backup at a time, whoever makes it. The slot that goes with the connection holds the journal back until it is copied. */
async function begin(client: Client): Promise<Started> {
  const lock = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', backupLock);
  if (!lock.rows[0]?.got) throw new TraxError('NOT_ALLOWED_NOW', { reason: say('busy.backup') });
  await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
    `trax_${randomUUID().replaceAll('-', '_')}`,
  ]);
  const { rows } = await client.query<Started>(
    `with begun as (select pg_backup_start('trax', fast => true) as position)
     select pg_walfile_name(position) as segment,
       (select setting::int from pg_settings where name = 'wal_segment_size') as "segmentSize",
       ('x' || left(pg_walfile_name(position), 8))::bit(32)::int as timeline,
       current_setting('server_version_num')::int / 10000 as major
     from begun`,
  );
  const [started] = rows;
  if (!started) throw new Error('pg_backup_start gave nothing');
  return started;
}

async function end(client: Client): Promise<{ segment: string; label: string; at: Date }> {
  const { rows } = await client.query<{ segment: string; label: string; at: Date }>(
    `select pg_walfile_name(lsn) as segment, labelfile as label, clock_timestamp() as at
     from pg_backup_stop(wait_for_archive => false)`,
  );
  const [ended] = rows;
  if (!ended) throw new Error('pg_backup_stop gave nothing');
  return ended;
}

async function copyCluster(
  { place, signal, report }: BackupWish,
  target: string,
  { files, folders }: ClusterFiles,
): Promise<{ files: Written[]; folders: string[] }> {
  const { cluster } = filesOf(place);
  const total = files.reduce((sum, file) => sum + file.size, 0);
  await requireSpace(target, total);
  const paths = ['cluster', ...folders.map((folder) => `cluster/${folder}`)];
  for (const path of paths) await mkdir(join(target, path), { recursive: true, mode: 0o700 });
  const copied: Written[] = [];
  let done = 0;
  report?.({ kind: 'backup', stage: 'copying', done, total });
  const copy = async ({ path }: { path: string }) => {
    signal?.throwIfAborted();
    const to = join(target, 'cluster', path);
    try {
      const size = await cloneFile(join(cluster, path), to);
      copied.push({ path: `cluster/${path}`, size });
      done += size;
      report?.({ kind: 'backup', stage: 'copying', done: Math.min(done, total), total });
    } catch (error) {
      // A table that was dropped meanwhile; its removal is in the journal.
      if (!isMissing(error) || !(await isThere(dirname(to)))) throw error;
    }
  };
  await forEachOf(largestFirst(files.slice(0, -1)), copy);
  await forEachOf(files.slice(-1), copy);
  return { files: copied, folders: paths };
}

async function isThere(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}

/** `2026-11-23T14.05.09.123Z`: sorts by time, and is a file name everywhere. */
function nameOf(finishedAt: string): string {
  return finishedAt.replaceAll(':', '.');
}

/** A process that died while it made a backup leaves its folder behind. */
async function removeForsaken(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^unfinished-(\d+)-/.exec(name)?.[1];
    if (!pid || Number(pid) === process.pid || isProcessAlive(Number(pid))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

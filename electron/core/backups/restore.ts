import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import type { SafetyJob } from '../../../shared/contract/backups.ts';
import { carryOver } from '../database/carryOver.ts';
import { databaseFailure, folderFailure } from '../database/failures.ts';
import { findBinaries } from '../database/postgres/binaries.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import { findPlace, type Place } from '../database/postgres/place.ts';
import { replaceDatabase, settleReplacement } from '../database/postgres/replacement.ts';
import { createServer } from '../database/postgres/server.ts';
import type { Log } from '../host.ts';
import { requireSpace } from '../models/disk.ts';
import { isProcessAlive } from '../processes.ts';
import { sha256OfFile } from '../sha256.ts';
import { chooseBackup } from './chooseBackup.ts';
import { cloneFile, forEachOf, largestFirst } from './copyFile.ts';
import { layOutJournal } from './journal.ts';
import { lineageAt } from './lineages.ts';
import { damagedBackup, type FoundBackup, sizeOf } from './manifest.ts';
import { giveTree } from './ownership.ts';
import { recover } from './recover.ts';
import { nextReplaced } from './replaced.ts';
import { syncFiles } from './syncFiles.ts';

export interface RestoreWish {
  readonly dataFolder: string;
  /** Where the library's own backups are. */
  readonly folder: string;
  /** A backup, or a folder of backups, to take instead. */
  readonly from?: string | undefined;
  /** The moment to go back to; without one the moment of `from`, or the newest that is stored. */
  readonly at?: Date | undefined;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((job: SafetyJob) => void) | undefined;
}

export interface Restored {
  readonly backup: FoundBackup;
  /** Where the former database was put. */
  readonly kept: string;
}

const freshPrefix = 'restored-';

/**
 * Brings a library back to a moment. The past is built up in a fresh folder, started, looked through and brought to the
 * newest schema there; only then it takes the place of the present database, which is kept. Needs no running server;
 * cores that use the library find themselves in the restored one. Throws BACKUP_MISSING, MOMENT_UNREACHABLE, BACKUP_DAMAGED,
 * JOURNAL_DAMAGED, RESTORE_FAILED, DISK_FULL; nothing is changed then.
 */
export async function restoreLibrary(wish: RestoreWish): Promise<Restored> {
  const { log, signal, report } = wish;
  const place = await findPlace(wish.dataFolder);
  await settleReplacement(place, signal);
  await removeForsaken(place);
  const { backup, target } = await chooseBackup({ ...wish, lineage: await lineageAt(place, wish.at) });
  const fresh = { ...place, folder: join(place.folder, `${freshPrefix}${process.pid}-${randomUUID()}`) };
  const logFile = join(dirname(place.logFile), 'restore.log');
  try {
    await copyBackup(backup, fresh, wish);
    const { cluster, lineage } = filesOf(fresh);
    const journal =
      target === 'its own end'
        ? { segments: [], lastFinished: 0, damage: null }
        : await layOutJournal(place, backup.manifest, join(cluster, 'pg_wal'), signal);
    await writeFile(lineage, randomUUID(), { mode: 0o600 });
    if (place.user) await giveTree(fresh.folder, place.user);
    await proveCopy(backup, fresh, wish);
    report?.({ kind: 'restore', stage: 'verifying', done: 0, total: 0 });
    await recover(
      { ...fresh, logFile },
      {
        dataFolder: wish.dataFolder,
        backup,
        journal,
        target,
        log,
        signal,
      },
    );
    // A backup from before Trax came with this PostgreSQL.
    await carryOver({ place: { ...fresh, logFile }, binaries: await findBinaries(place), log, signal });
    signal?.throwIfAborted();
    report?.({ kind: 'restore', stage: 'replacing', done: 0, total: 0 });
    return { backup, kept: await takePlace(place, fresh, log) };
  } catch (error) {
    signal?.throwIfAborted();
    throw folderFailure(databaseFailure(error, place.folder) ?? error, place.folder);
  } finally {
    await rm(fresh.folder, { recursive: true, force: true });
  }
}

async function takePlace(place: Place, fresh: Place, log: Log): Promise<string> {
  const binaries = await findBinaries(place);
  const kept = nextReplaced(place, new Date());
  await mkdir(kept.folder, { recursive: true, mode: 0o700 });
  if (place.user) {
    await giveTree(dirname(kept.folder), place.user);
  }
  await replaceDatabase(place, {
    fresh: filesOf(fresh).folder,
    kept: filesOf(kept).folder,
    stop: () => createServer(place, binaries, log).stop(),
  });
  // A core may have been about to start it just then.
  await createServer(kept, binaries, log).stop();
  log.info('the library was replaced by a restored one', { kept: kept.folder });
  return kept.folder;
}

async function copyBackup({ path, manifest }: FoundBackup, fresh: Place, { signal, report }: RestoreWish) {
  const total = sizeOf(manifest);
  const { folder } = filesOf(fresh);
  await requireSpace(dirname(fresh.folder), total);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const relative of manifest.folders) {
    await mkdir(within(folder, relative, path), { recursive: true, mode: 0o700 });
  }
  let done = 0;
  report?.({ kind: 'restore', stage: 'copying', done, total });
  await forEachOf(largestFirst(manifest.files), async (file) => {
    const damaged = (how: string, cause?: unknown) => damagedBackup(path, file.path, how, cause);
    signal?.throwIfAborted();
    const size = await cloneFile(join(path, file.path), within(folder, file.path, path)).catch((error) => {
      if (error.code === 'ENOENT') throw damaged('is missing', error);
      throw error;
    });
    if (size !== file.size) throw damaged(`has ${size} bytes instead of ${file.size}`);
    done += size;
    report?.({ kind: 'restore', stage: 'copying', done, total });
  });
  const paths = manifest.files.map((file) => file.path);
  await syncFiles(folder, paths);
}

/** Proves that what was copied is what the backup's writer has seen. Throws BACKUP_DAMAGED. */
async function proveCopy({ path, manifest }: FoundBackup, fresh: Place, { signal, report }: RestoreWish) {
  const total = sizeOf(manifest);
  const { folder } = filesOf(fresh);
  let done = 0;
  const onBytes = (count: number) => {
    done += count;
    report?.({ kind: 'restore', stage: 'verifying', done, total });
  };
  await forEachOf(largestFirst(manifest.files), async (file) => {
    if ((await sha256OfFile(within(folder, file.path, path), { signal, onBytes })) === file.sha256) return;
    throw damagedBackup(path, file.path, 'was changed (its checksum differs)');
  });
}

/** A manifest comes from a file: what it names has to lie inside. */
function within(folder: string, relative: string, path: string): string {
  const inside = normalize(join(folder, relative));
  if (inside.startsWith(folder + sep)) return inside;
  throw damagedBackup(path, relative, 'leads out of it');
}

/** A process that died while it restored leaves its folder behind. */
async function removeForsaken(place: Place): Promise<void> {
  for (const name of await readdir(place.folder)) {
    const pid = new RegExp(`^${freshPrefix}(\\d+)-`).exec(name)?.[1];
    if (!pid || isProcessAlive(Number(pid))) continue;
    await rm(join(place.folder, name), { recursive: true, force: true });
  }
}

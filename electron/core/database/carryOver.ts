import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { TraxError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/sentences.ts';
import { giveTree } from '../backups/ownership.ts';
import { nextReplaced } from '../backups/replaced.ts';
import type { Log } from '../host.ts';
import { isProcessAlive } from '../processes.ts';
import { copyDatabase } from './copyDatabase.ts';
import { isMissing } from './failures.ts';
import { executedMigrations } from './migrate.ts';
import { createOrm } from './orm.ts';
import { type Binaries, packagedMajor } from './postgres/binaries.ts';
import { filesOf, makeCluster } from './postgres/cluster.ts';
import { requireBinaries } from './postgres/olderBinaries.ts';
import type { Place } from './postgres/place.ts';
import { replaceDatabase } from './postgres/replacement.ts';
import { createServer } from './postgres/server.ts';
import { serveCluster } from './serveCluster.ts';

/** How far a library is carried over from another major version of PostgreSQL, in rows. */
export interface CarryOver {
  readonly from: number;
  readonly to: number;
  readonly done: number;
  readonly total: number;
}

interface Wish {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: CarryOver) => void) | undefined;
}

const freshPrefix = 'upgraded-';

/** The major version that the cluster of a place was made with; null where there is none. */
export async function majorOf(place: Place): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(join(filesOf(place).cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Carries a database that another major version of PostgreSQL has made over to ours: both servers run, every row is copied
 * and proved, and the copy takes the place of the former database, which is kept. Does nothing where there is nothing to do.
 * Throws POSTGRES_MISSING, DATABASE_TOO_NEW, CARRY_OVER_FAILED, DISK_FULL; nothing is changed then.
 */
export async function carryOver(wish: Wish): Promise<void> {
  const { place, log, signal } = wish;
  const to = await packagedMajor();
  if (isOurs(await majorOf(place), to)) return;
  await using _ = await takeTurn(place, signal);
  // Another process may have done it meanwhile.
  const from = await majorOf(place);
  if (isOurs(from, to)) return;
  await removeForsaken(place);
  const former = await requireBinaries(from, place, log, signal);
  const fresh: Place = {
    ...place,
    folder: join(place.folder, `${freshPrefix}${process.pid}-${randomUUID()}`),
    logFile: join(dirname(place.logFile), 'upgrade.log'),
  };
  log.info('carrying the library over to another PostgreSQL', { from, to });
  try {
    await mkdir(fresh.folder, { mode: 0o700 });
    if (place.user) await giveTree(fresh.folder, place.user);
    await fill(fresh, wish, former, { from, to });
    await takePlace(fresh, wish, former);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TraxError && error.code === 'DISK_FULL') throw error;
    const reason = quoted((error instanceof Error ? error.message : String(error)).replace(/\.+$/, ''));
    throw new TraxError('CARRY_OVER_FAILED', { major: from, own: to, reason }, { cause: error });
  } finally {
    await rm(fresh.folder, { recursive: true, force: true });
  }
}

function isOurs(major: number | null, own: number): major is null {
  if (major !== null && major > own)
    throw new TraxError('DATABASE_TOO_NEW', { version: `PostgreSQL ${major}` });
  return major === null || major === own;
}

/** Only one process carries over at a time; the note of one that died counts for nothing. */
async function takeTurn(place: Place, signal?: AbortSignal): Promise<AsyncDisposable> {
  const note = join(place.folder, 'database.upgrade');
  const own = `${note}-${process.pid}`;
  for (;;) {
    try {
      await writeFile(own, String(process.pid));
      // A link is there whole or not at all.
      await link(own, note);
      return { [Symbol.asyncDispose]: () => rm(note, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(own, { force: true });
    }
    const pid = Number(await readFile(note, 'utf8').catch(() => ''));
    if (pid > 0 && isProcessAlive(pid)) await pause(100, undefined, { signal });
    else await rm(note, { force: true });
  }
}

/** Builds the new database up beside the former one. */
async function fill(fresh: Place, wish: Wish, former: Binaries, versions: { from: number; to: number }) {
  const { place, binaries, log, signal, report } = wish;
  await using stack = new AsyncDisposableStack();
  const open = async (where: Place, programs: Binaries): Promise<{ url: string; client: Client }> => {
    const starter = createServer(where, programs, log);
    const server = serveCluster(where, starter);
    stack.defer(() => starter.stop());
    const client = await server.open(signal);
    stack.defer(() => client.end().catch(() => undefined));
    return { url: server.url, client };
  };
  const source = await open(place, former);
  await makeCluster(fresh, binaries, log, signal);
  const target = await open(fresh, binaries);
  const [old, own] = [source, target].map(({ url, client }) => createOrm(url, client.database ?? '', log));
  if (!old || !own) return;
  stack.defer(() => old.close(true));
  stack.defer(() => own.close(true));
  const executed = await executedMigrations(old);
  if (executed.length > 0) await own.migrator.up(executed);
  const onProgress = (done: number, total: number) => report?.({ ...versions, done, total });
  onProgress(0, 0);
  await copyDatabase(source.client, target.client, onProgress, signal);
}

async function takePlace(fresh: Place, { place, log }: Wish, former: Binaries): Promise<void> {
  const kept = nextReplaced(place, new Date());
  await mkdir(kept.folder, { recursive: true, mode: 0o700 });
  if (place.user) await giveTree(dirname(kept.folder), place.user);
  await replaceDatabase(place, {
    fresh: filesOf(fresh).folder,
    kept: filesOf(kept).folder,
    stop: () => createServer(place, former, log).stop(),
  });
  log.info('the library was carried over; the former database is kept', { kept: kept.folder });
}

/** A process that died while it carried over leaves its folder behind. */
async function removeForsaken(place: Place): Promise<void> {
  for (const name of await readdir(place.folder)) {
    const pid = new RegExp(`^${freshPrefix}(\\d+)-`).exec(name)?.[1];
    if (!pid || isProcessAlive(Number(pid))) continue;
    await rm(join(place.folder, name), { recursive: true, force: true });
  }
}

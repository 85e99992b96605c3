import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderFailure } from '../database/failures.ts';
import { filesOf } from '../database/postgres/cluster.ts';
import { readLockFile } from '../database/postgres/lockFile.ts';
import { findPlace } from '../database/postgres/place.ts';
import { isServer } from '../database/postgres/processes.ts';
import { settleReplacement } from '../database/postgres/replacement.ts';
import type { Log } from '../host.ts';
import { isProcessAlive } from '../processes.ts';
import { type CopyReport, copyTrees, matchTrees, sizeOfTrees } from './copyTree.ts';
import { noteMove } from './moveNote.ts';
import { type Parts, partsOf } from './parts.ts';
import { readPointer, writePointer } from './pointer.ts';
import { markName, refusal, requireRoom, requireTarget } from './target.ts';

export interface MoveWish {
  /** Where the pointer lies, and where the data is now. */
  readonly home: string;
  readonly source: string;
  readonly to: string;
  readonly log: Log;
}

/**
 * The first half of a move: everything but the database is copied while Trax is used. Can be stopped and begun again.
 * Gives the target in its real name. Throws MOVE_REFUSED, DISK_FULL, FOLDER_NOT_WRITABLE, COPY_DIFFERS.
 */
export async function copyAhead(wish: MoveWish, options: CopyReport): Promise<string> {
  const { source, home } = wish;
  const target = await requireTarget(source, home, wish.to);
  return explained(target, options.signal, async () => {
    await mkdir(target, { recursive: true, mode: 0o700 });
    await writeFile(join(target, markName), source);
    const { database, rest } = await partsTo(source, target);
    await requireRoom(target, await missingBytes([...database, ...rest]));
    await copyTrees(rest, options);
    return target;
  });
}

/**
 * The second half: while nobody uses the data, what has changed since and the database are copied and proved, and from then
 * on the data is there. The former folder stays as it is. Throws MOVE_REFUSED where somebody uses it, and what `copyAhead` does.
 */
export async function finishMove(wish: MoveWish, target: string, options: CopyReport): Promise<void> {
  const { source, home, log } = wish;
  await using _ = await noteMove(source);
  const place = await findPlace(source);
  await settleReplacement(place, options.signal);
  const { cluster } = filesOf(place);
  const lock = await readLockFile(cluster);
  if (lock && isProcessAlive(lock.pid) && (await isServer(lock.pid, cluster))) throw refusal(target, 'used');
  await explained(target, options.signal, async () => {
    const { database, rest } = await partsTo(source, target);
    await matchTrees(rest, { isProved: false, ...options });
    await matchTrees(database, { isProved: true, ...options });
    for (const { to } of database) await rm(join(to, 'address'), { force: true });
    const former = {
      path: source,
      movedAt: new Date().toISOString(),
      entries: [...rest, ...database].map(({ from }) => basename(from)).filter((name) => name !== 'computer'),
      database: place.folder === source ? null : place.folder,
    };
    const before = readPointer(home);
    const others = before.former.filter(({ path }) => path !== target);
    const to = target === home ? null : target;
    await writePointer(home, { to, former: [former, ...others], failure: null });
    // Not before: a move that is killed here would find a target that is full of what nobody knows.
    await rm(join(target, markName), { force: true });
  });
  log.info('the data folder was moved', { from: source, to: target });
}

async function partsTo(source: string, target: string): Promise<Parts> {
  const place = await findPlace(source);
  return partsOf({ folder: source, place }, { folder: target, place: await findPlace(target) });
}

/** What an earlier try has copied needs no more room. */
async function missingBytes(trees: Parts['rest']): Promise<number> {
  const there = await sizeOfTrees(trees.map(({ to }) => ({ from: to, to, owner: null })));
  return Math.max(0, (await sizeOfTrees(trees)) - there);
}

async function explained<Result>(
  target: string,
  signal: AbortSignal | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    signal?.throwIfAborted();
    throw folderFailure(error, target);
  }
}

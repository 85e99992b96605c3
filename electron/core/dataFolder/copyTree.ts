import { chmod, chown, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { copyFile, forEachOf } from '../backups/copyFile.ts';
import { isMissing } from '../database/failures.ts';
import type { ServerUser } from '../database/postgres/serverUser.ts';
import { lookAt } from '../portability/folderTarget.ts';
import { sha256OfFile } from '../sha256.ts';

/** A file or folder that is copied, and to where. */
export interface Tree {
  readonly from: string;
  readonly to: string;
  /** Whom the copy belongs to, where that is not the user of this process. */
  readonly owner: ServerUser | null;
}

interface Node extends Tree {
  readonly isFolder: boolean;
  /** Bytes. */
  readonly size: number;
  readonly mode: number;
  readonly modified: Date;
}

export interface CopyReport {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((done: number, total: number) => void) | undefined;
}

/** Everything in some trees, folders before what is in them. What goes away meanwhile is passed over. */
async function listTrees(trees: readonly Tree[]): Promise<Node[]> {
  const nodes: Node[] = [];
  async function visit({ from, to, owner }: Tree): Promise<void> {
    // What a link leads to: a folder of recordings that somebody has put on another disk comes along.
    const found = await stat(from).catch(nothingIfMissing);
    if (!found || !(found.isFile() || found.isDirectory())) return;
    const { size, mode, mtime: modified } = found;
    nodes.push({ from, to, owner, isFolder: found.isDirectory(), size, mode: mode & 0o777, modified });
    if (!found.isDirectory()) return;
    for (const name of (await readdir(from).catch(nothingIfMissing)) ?? []) {
      await visit({ from: join(from, name), to: join(to, name), owner });
    }
  }
  for (const tree of trees) await visit(tree);
  return nodes;
}

/** Bytes of what is in some trees. */
export async function sizeOfTrees(trees: readonly Tree[]): Promise<number> {
  const nodes = await listTrees(trees);
  return nodes.reduce((sum, { isFolder, size }) => sum + (isFolder ? 0 : size), 0);
}

/**
 * Makes copies of trees, each file proved by reading the copy again. A copy of the same size and time is one already, so
 * that a copy that was stopped goes on. Throws COPY_DIFFERS, and what the system says.
 */
export async function copyTrees(trees: readonly Tree[], { signal, report }: CopyReport): Promise<void> {
  const nodes = await listTrees(trees);
  const total = nodes.reduce((sum, { isFolder, size }) => sum + (isFolder ? 0 : size), 0);
  let done = 0;
  const onBytes = (count: number) => {
    done += count;
    report?.(done, total);
  };
  for (const folder of nodes.filter(({ isFolder }) => isFolder)) await makeFolder(folder);
  const files = nodes.filter(({ isFolder }) => !isFolder);
  const copy = async (file: Node) => {
    signal?.throwIfAborted();
    await copyOne(file, onBytes, signal);
  };
  // Each waits for the disk by itself.
  await forEachOf(files, copy, 8);
}

/** Makes the copies of trees what the trees are now; `isProved` trusts no size and time. The trees must rest. */
export async function matchTrees(
  trees: readonly Tree[],
  { isProved, ...options }: CopyReport & { isProved: boolean },
): Promise<void> {
  const wanted = new Set((await listTrees(trees)).map(({ to }) => to));
  for (const { to } of (await listTrees(trees.map(({ to }) => ({ from: to, to, owner: null })))).reverse()) {
    if (isProved || !wanted.has(to)) await rm(to, { recursive: true, force: true });
  }
  await copyTrees(trees, options);
}

async function makeFolder({ to, owner, mode }: Node): Promise<void> {
  await mkdir(to, { recursive: true, mode });
  await chmod(to, mode);
  if (owner) await chown(to, owner.uid, owner.gid);
}

async function copyOne(node: Node, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void> {
  const { from, to, size, modified, mode, owner } = node;
  const there = await lookAt(to);
  if (there && there.size === size && Math.abs(there.mtimeMs - modified.getTime()) < 1) return onBytes(size);
  const unfinished = `${to}.part`;
  await mkdir(dirname(to), { recursive: true });
  await rm(unfinished, { force: true });
  const copied = await copyFile(from, unfinished, { signal, onBytes }).catch(async (error: unknown) => {
    await rm(unfinished, { force: true });
    // Gone since it was listed; when nothing moves any more, it is not listed at all.
    if (isMissing(error) && (await lookAt(from)) === null) return null;
    throw error;
  });
  if (!copied) return;
  const written = await sha256OfFile(unfinished, { signal });
  if (written !== copied.sha256) throw new TraxError('COPY_DIFFERS', { path: to });
  await chmod(unfinished, mode);
  if (owner) await chown(unfinished, owner.uid, owner.gid);
  await utimes(unfinished, modified, modified);
  await rename(unfinished, to);
}

function nothingIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

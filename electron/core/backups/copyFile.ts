import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile as copyBySystem, type FileHandle, open, stat } from 'node:fs/promises';

/** Bytes that are read at once. */
const pieceSize = 1 << 20;
/** Bytes after which the disk is told to begin writing, while the rest is copied. */
const syncedAtOnce = 1 << 26;

/**
 * Copies a file and gives its size and SHA-256, from the one reading. What is copied is on the disk when this settles.
 * Throws what the system says; the target must not be there.
 */
export async function copyFile(
  from: string,
  to: string,
  {
    signal,
    onBytes,
  }: { signal?: AbortSignal | undefined; onBytes?: ((count: number) => void) | undefined } = {},
): Promise<{ size: number; sha256: string }> {
  await using source = await open(from, 'r');
  await using target = await open(to, 'wx', 0o600);
  const hash = createHash('sha256');
  const length = Math.min(pieceSize, Math.max(1, (await source.stat()).size));
  // One is read and summed up while the other is written.
  const pieces = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)] as const;
  let size = 0;
  let synced = 0;
  let writing = Promise.resolve();
  let syncing = Promise.resolve();
  try {
    for (let turn = 0; ; turn++) {
      signal?.throwIfAborted();
      const piece = turn % 2 === 0 ? pieces[0] : pieces[1];
      const { bytesRead } = await source.read(piece, 0, length);
      await writing;
      if (size - synced >= syncedAtOnce) {
        await syncing;
        syncing = unforgotten(target.datasync());
        synced = size;
      }
      if (bytesRead === 0) break;
      const bytes = piece.subarray(0, bytesRead);
      writing = unforgotten(writeAll(target, bytes));
      hash.update(bytes);
      size += bytesRead;
      onBytes?.(bytesRead);
    }
    await syncing;
  } finally {
    await Promise.allSettled([writing, syncing]);
  }
  await target.datasync();
  return { size, sha256: hash.digest('hex') };
}

/**
 * Has the system copy a file and gives the bytes it has: twice as quick as reading and writing, and for nothing where the
 * disk can share what is the same in both, as APFS and Btrfs do. It cannot be stopped, so it is for the files of a database,
 * which PostgreSQL keeps to 1 GB. Not on the disk yet (`syncFiles`). Throws what the system says; the target must not be there.
 */
export async function cloneFile(from: string, to: string): Promise<number> {
  await copyBySystem(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  return (await stat(to)).size;
}

/** What is waited for later must not count as a failure that nobody handles until then. */
function unforgotten(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await target.write(bytes, written)).bytesWritten;
  }
}

/** Files in the order in which several at a time are done soonest: a large one that came last would be done alone. */
export function largestFirst<File extends { readonly size: number }>(files: readonly File[]): File[] {
  return files.toSorted((one, other) => other.size - one.size);
}

/** Does something with each, two at a time: copying keeps so many processors busy. The first failure stops the rest and is thrown. */
export async function forEachOf<Thing>(
  things: readonly Thing[],
  run: (thing: Thing) => Promise<void>,
  atOnce = 2,
): Promise<void> {
  const left = things.values();
  let failed = false;
  async function work() {
    for (const thing of left) {
      if (failed) return;
      await run(thing).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Bytes that are read at once. */
const pieceSize = 1 << 20;

/**
 * Copies a file and gives its size and SHA-256, from the one reading. What is copied is on the disk when this settles,
 * unless the caller sees to that later (`syncFiles`). Throws what the system says; the target must not be there.
 */
export async function copyFile(
  from: string,
  to: string,
  {
    signal,
    onBytes,
    syncs = true,
  }: { signal?: AbortSignal | undefined; onBytes?: (count: number) => void; syncs?: boolean } = {},
): Promise<{ size: number; sha256: string }> {
  await using source = await open(from, 'r');
  await using target = await open(to, 'wx', 0o600);
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(Math.min(pieceSize, Math.max(1, (await source.stat()).size)));
  let size = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await source.read(piece, 0, piece.length);
    if (bytesRead === 0) break;
    const bytes = piece.subarray(0, bytesRead);
    hash.update(bytes);
    await target.writeFile(bytes);
    size += bytesRead;
    onBytes?.(bytesRead);
  }
  if (syncs) await target.datasync();
  return { size, sha256: hash.digest('hex') };
}

/** Does something with each, several at a time; the first failure stops the rest and is thrown. */
export async function forEachOf<Thing>(
  things: readonly Thing[],
  run: (thing: Thing) => Promise<void>,
  atOnce = 8,
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

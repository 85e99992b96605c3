import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Bytes that are read at once. */
const pieceSize = 1 << 18;

/** The sha256 of a whole file, hexadecimal, from memory that does not grow with it. Throws what the system says. */
export async function sha256OfFile(
  path: string,
  { signal, onBytes }: { signal?: AbortSignal | undefined; onBytes?: (count: number) => void } = {},
): Promise<string> {
  await using file = await open(path, 'r');
  const hash = createHash('sha256');
  const length = Math.min(pieceSize, Math.max(1, (await file.stat()).size));
  // One is summed up while the next is read.
  const pieces = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)] as const;
  const readInto = (piece: Buffer) => file.read(piece, 0, length);
  let reading = readInto(pieces[0]);
  for (let turn = 0; ; turn++) {
    const { buffer, bytesRead } = await reading;
    if (bytesRead === 0) return hash.digest('hex');
    signal?.throwIfAborted();
    reading = readInto(turn % 2 === 0 ? pieces[1] : pieces[0]);
    reading.catch(() => undefined);
    hash.update(buffer.subarray(0, bytesRead));
    onBytes?.(bytesRead);
  }
}

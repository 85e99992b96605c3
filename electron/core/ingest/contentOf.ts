import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** A large buffer halves the time on spinning and network drives. Bytes. */
const bufferSize = 1 << 20;
/** What is read of either end. Recordings of one length and format have the same size, hardly ever the same ends. Bytes. */
const endSize = 1 << 16;

/** sha256 of a whole file, hexadecimal, read as a stream; `onRead` is told how many bytes were read so far. */
export async function hashContent(
  path: string,
  signal?: AbortSignal,
  onRead: (read: number) => void = () => undefined,
): Promise<string> {
  const hash = createHash('sha256');
  const source = createReadStream(path, { highWaterMark: bufferSize });
  source.on('data', () => onRead(source.bytesRead));
  await pipeline(source, hash, signal ? { signal } : {});
  return hash.digest('hex');
}

/** A short mark of a file's beginning and end: files with different ones are different, those with the same may be. */
async function markEnds(path: string, size: number): Promise<string> {
  await using file = await open(path);
  const hash = createHash('sha256');
  for (const position of [0, size - endSize]) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(endSize), 0, endSize, position);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest('hex');
}

/** sha256 of a file that is no longer than its ends. */
async function hashSmall(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

interface SizedFile {
  readonly path: string;
  readonly size: number;
  /** Given where only the file counts that was last changed then. */
  readonly modifiedMs?: number;
}

/** Contents of files, each read once at most. Null for what cannot be read or was changed. */
export interface Contents {
  ends(file: SizedFile): Promise<string | null>;
  hash(file: SizedFile, onRead?: (read: number) => void): Promise<string | null>;
}

/** @param hashes contents that are known already, by path */
export function createContents(
  hashes: ReadonlyMap<string, string> = new Map(),
  signal?: AbortSignal | undefined,
): Contents {
  const ends = new Map<string, Promise<string | null>>();
  const whole = new Map<string, Promise<string | null>>();

  async function read(file: SizedFile, how: () => Promise<string>): Promise<string | null> {
    try {
      const { size, mtimeMs } = await stat(file.path);
      const { modifiedMs = mtimeMs } = file;
      return size === file.size && Math.floor(mtimeMs) === Math.floor(modifiedMs) ? await how() : null;
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  }

  function once(store: typeof ends, file: SizedFile, how: () => Promise<string>) {
    const reading = store.get(file.path) ?? read(file, how);
    store.set(file.path, reading);
    return reading;
  }

  const isSmall = ({ size }: SizedFile) => size <= 2 * endSize;

  return {
    ends: (file) =>
      once(ends, file, () => (isSmall(file) ? hashSmall(file.path) : markEnds(file.path, file.size))),
    hash: (file, onRead) =>
      isSmall(file)
        ? once(ends, file, () => hashSmall(file.path))
        : once(whole, file, async () => hashes.get(file.path) ?? hashContent(file.path, signal, onRead)),
  };
}

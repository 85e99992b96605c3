import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFailure } from './disk.ts';

/** The part of a file that has come so far, kept between attempts and restarts as `.partial` with the server's ETag beside it. */
export interface PartialFile extends AsyncDisposable {
  /** Bytes that are there. */
  readonly received: number;
  /** The ETag of the version that the bytes are of; null where the server gave none that is strong. */
  readonly etag: string | null;
  append(chunk: Uint8Array): Promise<void>;
  /** Forgets what has come and starts from nothing. */
  restart(): Promise<void>;
  rememberEtag(etag: string | undefined): Promise<void>;
  /** sha256 of everything that has come, hexadecimal. */
  digest(): string;
  /** Writes everything to the disk and gives the file its final name. */
  complete(): Promise<void>;
  discard(): Promise<void>;
}

/** Names of the files that a download keeps beside its target. */
export function partialPaths(target: string): { part: string; etag: string; owner: string } {
  return { part: `${target}.partial`, etag: `${target}.partial.etag`, owner: `${target}.partial.owner` };
}

/** Opens what has come of a file before, hashing it again, so that the checksum covers every byte. */
export async function openPartial(target: string, signal: AbortSignal): Promise<PartialFile> {
  const paths = partialPaths(target);
  const folder = dirname(target);
  const file = await open(paths.part, constants.O_RDWR | constants.O_CREAT).catch((error: unknown) => {
    throw writeFailure(error, folder);
  });
  let hash = createHash('sha256');
  let received = 0;
  let etag: string | null = null;
  let isOpen = true;
  const close = async () => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  try {
    received = await hashFile(file.createReadStream({ start: 0, autoClose: false }), hash, signal);
    etag = await readFile(paths.etag, 'utf8').catch(() => null);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    get received() {
      return received;
    },
    get etag() {
      return etag;
    },
    async append(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const written = await file
          .write(chunk, at, chunk.length - at, received + at)
          .catch((error: unknown) => {
            throw writeFailure(error, folder);
          });
        at += written.bytesWritten;
      }
      received += chunk.length;
      hash.update(chunk);
    },
    async restart() {
      await file.truncate(0);
      hash = createHash('sha256');
      received = 0;
      etag = null;
      await rm(paths.etag, { force: true });
    },
    async rememberEtag(next) {
      if (!next?.startsWith('"') || next === etag) return;
      etag = next;
      await writeFile(paths.etag, next);
    },
    digest: () => hash.copy().digest('hex'),
    async complete() {
      await file.sync();
      await close();
      await rename(paths.part, target);
      await rm(paths.etag, { force: true });
    },
    async discard() {
      await close();
      await rm(paths.part, { force: true });
      await rm(paths.etag, { force: true });
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Feeds a stream to a hash; gives how many bytes it had. */
async function hashFile(stream: AsyncIterable<Uint8Array>, hash: Hash, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) {
    signal.throwIfAborted();
    hash.update(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

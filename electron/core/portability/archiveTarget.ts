import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { TraxError } from '../../../shared/errors.ts';
import type { CopyOptions, ExportTarget } from './exportTarget.ts';
import { lookAt } from './folderTarget.ts';

/** An archive as it is written: what goes in, and the bytes that come out of it. */
export interface ArchiveTarget extends ExportTarget {
  /** Has to be read, else nothing goes on. Destroying it ends what is being put in. */
  readonly bytes: Readable;
}

/** A zip archive: JSON lines are compressed, recordings go in as they are. */
export function createArchiveTarget(): ArchiveTarget {
  const zip = new ZipFile();
  // Not an iteration over it: that could not be ended while it waits for what is put in.
  const bytes = zip.outputStream.pipe(new PassThrough());
  let current: Readable | null = null;
  zip.on('error', (error: Error) => bytes.destroy(error));
  bytes.on('error', () => undefined);
  bytes.once('close', () => {
    if (!bytes.readableEnded) current?.destroy(reasonOf(bytes));
  });

  function add(path: string, pieces: AsyncIterable<Buffer>, compress: boolean): Promise<void> {
    if (bytes.destroyed) return Promise.reject(reasonOf(bytes));
    const stream = Readable.from(pieces, { objectMode: false });
    current = stream;
    return new Promise((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('error', reject);
      zip.addReadStream(stream, path, { compress });
    });
  }

  return {
    bytes,
    write: (path, pieces) => add(path, pieces, true),
    async copy(path, from, options) {
      if (!(await lookAt(from))) return null;
      const hash = createHash('sha256');
      let size = 0;
      const onPiece = (piece: Buffer) => {
        hash.update(piece);
        size += piece.length;
      };
      await add(path, piecesOf(from, onPiece, options), false);
      return { size, sha256: hash.digest('hex'), isNew: true };
    },
    async finish(path, manifest) {
      await add(path, Readable.from([Buffer.from(manifest)]), true);
      zip.end();
    },
  };
}

async function* piecesOf(path: string, onPiece: (piece: Buffer) => void, options: CopyOptions) {
  const { signal, onBytes } = options;
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const piece of stream) {
    signal?.throwIfAborted();
    onPiece(piece);
    onBytes?.(piece.length);
    yield piece;
  }
}

const reasonOf = (stream: Readable) => stream.errored ?? new TraxError('CANCELLED');

/** Writes an archive to a path, where it is whole or not at all. */
export async function writeArchive<Result>(
  path: string,
  fill: (target: ExportTarget) => Promise<Result>,
): Promise<Result> {
  const unfinished = `${path}.part`;
  await rm(unfinished, { force: true });
  const target = createArchiveTarget();
  const stored = pipeline(target.bytes, createWriteStream(unfinished, { flags: 'wx', flush: true }));
  try {
    const filled = fill(target).catch((error: unknown) => {
      target.bytes.destroy(error as Error);
      throw error;
    });
    const [result] = await Promise.all([filled, stored]);
    await rename(unfinished, path);
    return result;
  } catch (error) {
    await stored.catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

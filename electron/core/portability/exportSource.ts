import { createReadStream } from 'node:fs';
import { basename, join, normalize, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, openPromise } from 'yauzl';
import { TraxError } from '../../../shared/errors.ts';
import { isMissing } from '../database/failures.ts';
import { lookAt } from './folderTarget.ts';

/** What an export is read from: a folder or an archive. Paths in it are relative, with `/`. */
export interface ExportSource extends AsyncDisposable {
  /** Where it is, for people. */
  readonly path: string;
  /** Bytes of a file; null where it is not there. */
  sizeOf(path: string): Promise<number | null>;
  /** Throws what the system or a damaged archive gives. */
  read(path: string): Promise<Readable>;
}

export function openFolder(folder: string): ExportSource {
  const full = (path: string) => {
    const inside = normalize(join(folder, path));
    if (inside.startsWith(normalize(folder + sep))) return inside;
    throw damaged(folder, path, 'leads out of it');
  };
  return {
    path: folder,
    sizeOf: async (path) => (await lookAt(full(path)))?.size ?? null,
    read: async (path) => createReadStream(full(path), { highWaterMark: 1 << 20 }),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Throws FILE_NOT_FOUND, and EXPORT_DAMAGED for what is no archive or not all of one. */
export async function openArchive(path: string): Promise<ExportSource> {
  try {
    const zip = await openPromise(path, { autoClose: false });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return {
      path,
      sizeOf: async (name) => entries.get(name)?.uncompressedSize ?? null,
      async read(name) {
        const entry = entries.get(name);
        if (!entry) throw damaged(path, name, 'is missing');
        return zip.openReadStreamPromise(entry);
      },
      [Symbol.asyncDispose]: async () => zip.close(),
    };
  } catch (cause) {
    if (isMissing(cause)) throw new TraxError('FILE_NOT_FOUND', { path }, { cause });
    throw damaged(path, basename(path), 'is no archive, or its end is missing', cause);
  }
}

/** What is wrong with a file of an export. */
export function damaged(path: string, file: string, how: string, cause?: unknown): TraxError {
  return new TraxError('EXPORT_DAMAGED', { path, file, how }, { cause });
}

import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import { isRecordingName } from '../../../shared/recordingName.ts';

export interface FoundFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface Found {
  readonly files: FoundFile[];
  readonly refused: { path: string; failure: Failure }[];
}

/** The recordings that files and folders stand for, in the order given; what cannot be taken is named with its reason. */
export async function findRecordings(paths: readonly string[]): Promise<Found> {
  const files = new Map<string, FoundFile>();
  const refused: Found['refused'] = [];
  for (const given of paths) {
    try {
      for (const file of await lookAt(given)) files.set(file.path, file);
    } catch (error) {
      refused.push({ path: given, failure: toFailure(error) });
    }
  }
  return { files: [...files.values()], refused };
}

async function lookAt(given: string): Promise<FoundFile[]> {
  if (!isAbsolute(given))
    throw new TraxError('INVALID_INPUT', { reason: `${given} is not an absolute path` });
  const path = normalize(given);
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw pathError(error, path);
  });
  if (info.isDirectory()) return lookInside(path);
  if (!info.isFile()) throw new TraxError('MEDIA_UNREADABLE', { path });
  if (info.size === 0) throw new TraxError('FILE_EMPTY', { path });
  await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw pathError(error, path);
  });
  return [{ path, size: info.size }];
}

async function lookInside(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    throw pathError(error, folder);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && isRecordingName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const files = await Promise.all(paths.map(async (path) => ({ path, size: (await stat(path)).size })));
  const usable = files.filter((file) => file.size > 0);
  if (usable.length === 0) throw new TraxError('NOTHING_TO_ADD', { path: folder });
  return usable;
}

function pathError(error: NodeJS.ErrnoException, path: string): Error {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return new TraxError('FILE_NOT_FOUND', { path }, { cause: error });
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return new TraxError('FILE_NOT_READABLE', { path }, { cause: error });
  return error;
}

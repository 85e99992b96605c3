import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import { isRecordingName } from '../../../shared/recordingName.ts';
import { absolutePath } from '../files.ts';

export interface FoundFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modifiedMs: number;
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
    const found = await lookAt(given).catch((error: unknown) => refuse(given, error));
    for (const file of found.files) files.set(file.path, file);
    refused.push(...found.refused);
  }
  return { files: [...files.values()], refused };
}

async function lookAt(given: string): Promise<Found> {
  const path = absolutePath(given);
  const info = await stat(path).catch((error: unknown) => {
    throw pathError(error, path);
  });
  return info.isDirectory() ? lookInside(path) : lookAtFile(path);
}

async function lookAtFile(path: string): Promise<Found> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new TraxError('MEDIA_UNREADABLE', { path });
    if (info.size === 0) throw new TraxError('FILE_EMPTY', { path });
    await access(path, constants.R_OK);
    return { files: [{ path, size: info.size, modifiedMs: info.mtimeMs }], refused: [] };
  } catch (error) {
    throw pathError(error, path);
  }
}

/** What is in a folder and in those below it. One that may not be opened is named, and the others are looked at. */
async function lookInside(folder: string): Promise<Found> {
  const names: string[] = [];
  const refused: Found['refused'] = [];
  const folders = [folder];
  for (const each of folders) {
    const entries = await readdir(each, { withFileTypes: true }).catch((error: unknown) => {
      const failure = pathError(error, each);
      if (each === folder) throw failure;
      refused.push(...refuse(each, failure).refused);
      return [];
    });
    for (const entry of entries) {
      if (entry.isDirectory()) folders.push(join(each, entry.name));
      else if ((entry.isFile() || entry.isSymbolicLink()) && isRecordingName(entry.name))
        names.push(join(each, entry.name));
    }
  }
  names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const found = await Promise.all(
    names.map((path) => lookAtFile(path).catch((error) => refuse(path, error))),
  );
  refused.push(...found.flatMap((each) => each.refused));
  const files = found.flatMap((each) => each.files);
  if (files.length === 0 && refused.length === 0) throw new TraxError('NOTHING_TO_ADD', { path: folder });
  return { files, refused };
}

function refuse(path: string, error: unknown): Found {
  return { files: [], refused: [{ path, failure: toFailure(error) }] };
}

/** What a file system's error means to people; an unknown one passes as it is. */
function pathError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const means = typeof code === 'string' ? pathErrors[code] : undefined;
  return means ? new TraxError(means, { path }, { cause: error }) : error;
}

/** A link to itself and a name that no file can have lead nowhere, too. */
const pathErrors: Record<string, ErrorCode> = {
  ENOENT: 'FILE_NOT_FOUND',
  ENOTDIR: 'FILE_NOT_FOUND',
  ELOOP: 'FILE_NOT_FOUND',
  ENAMETOOLONG: 'FILE_NOT_FOUND',
  ERR_INVALID_ARG_VALUE: 'FILE_NOT_FOUND',
  EACCES: 'FILE_NOT_READABLE',
  EPERM: 'FILE_NOT_READABLE',
};

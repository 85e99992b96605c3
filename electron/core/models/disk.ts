import { statfs } from 'node:fs/promises';
import { TraxError } from '../../../shared/errors.ts';

/** Throws DISK_FULL when the disk of a folder has less room than so many bytes. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new TraxError('DISK_FULL', { path: folder });
}

/** A failure to write as people know it: the disk is full, the folder may not be written; anything else passes through. */
export function writeFailure(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TraxError('DISK_FULL', { path: folder }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new TraxError('FOLDER_NOT_WRITABLE', { path: folder }, { cause: error });
  }
  return error;
}

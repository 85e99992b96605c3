import { dirname } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';

/** What a failed write means to people: DISK_FULL, FOLDER_NOT_WRITABLE, or the error itself where it is neither. */
export function writeFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const folder = { path: dirname(path) };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new TraxError('DISK_FULL', folder, { cause: error });
  const isClosed =
    code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST';
  return isClosed ? new TraxError('FOLDER_NOT_WRITABLE', folder, { cause: error }) : error;
}

import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { folderFailure, isMissing } from '../database/failures.ts';
import { absolutePath, realName } from '../files.ts';
import { pointerName } from './pointer.ts';

/** Lies in a target that a move has begun to fill; holds the folder that it comes from. */
export const markName = 'moving-here';

/** What systems put into folders that are empty. */
const unheeded = ['lost+found', '.DS_Store', 'System Volume Information', '$RECYCLE.BIN', '.Trashes'];

/** Kept free on the disk besides: the database has to go on writing. Bytes. */
const reserve = 64 * 1024 * 1024;

type Objection = 'same' | 'inside' | 'around' | 'notEmpty' | 'file' | 'permissions' | 'used';

/** Why data cannot be moved to a folder. */
export function refusal(path: string, why: Objection): TraxError {
  return new TraxError('MOVE_REFUSED', { path, reason: say(`move.${why}`) });
}

/**
 * The target in its real name, when data can be moved there: empty, or begun by the same move; neither inside the source nor
 * around it; on a disk that knows permissions. Changes nothing that stays. Throws MOVE_REFUSED, FOLDER_NOT_WRITABLE.
 */
export async function requireTarget(source: string, home: string, given: string): Promise<string> {
  const target = await realName(absolutePath(given));
  const from = await realName(source);
  if (target === from) throw refusal(target, 'same');
  if (target.startsWith(from + sep)) throw refusal(target, 'inside');
  if (from.startsWith(target + sep)) throw refusal(target, 'around');
  const isHome = target === (await realName(home));
  // The mark is made before anything is copied: by itself, even empty because its writer was killed, it is nobody's data.
  const names = (await namesIn(target)).filter((name) => ![...unheeded, markName].includes(name));
  const foreign = names.filter((name) => !(isHome && [pointerName, 'browser', 'run'].includes(name)));
  if (foreign.length > 0 && (await markIn(target)) !== from) throw refusal(target, 'notEmpty');
  await requirePermissions(target);
  return target;
}

/** Throws DISK_FULL where so many bytes have no room. */
export async function requireRoom(target: string, bytes: number): Promise<void> {
  const free = await freeBytes(target);
  if (free < bytes + reserve) throw new TraxError('DISK_FULL', { path: target });
}

/** Bytes that are free on the disk that a folder is on, or will be. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(await nearest(folder));
  return bavail * bsize;
}

async function markIn(target: string): Promise<string | null> {
  return readFile(join(target, markName), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

/** PostgreSQL refuses a folder that others may read, and disks of cameras and Windows know no permissions. */
async function requirePermissions(target: string): Promise<void> {
  const parent = await nearest(target);
  const probe = join(parent, `.trax-${randomUUID()}`);
  try {
    await mkdir(probe);
    await chmod(probe, 0o700);
    const isPrivate = ((await stat(probe)).mode & 0o077) === 0;
    if (process.platform !== 'win32' && !isPrivate) throw refusal(target, 'permissions');
  } catch (error) {
    throw folderFailure(error, target);
  } finally {
    await rmdir(probe).catch(() => undefined);
  }
}

/** The folder itself, or the nearest above it that is there. */
async function nearest(folder: string): Promise<string> {
  const found = await stat(folder).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw folderFailure(error, folder);
  });
  if (found && !found.isDirectory()) throw refusal(folder, 'file');
  return found ? folder : nearest(dirname(folder));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw folderFailure(error, folder);
  });
}

import { randomUUID } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { TraxError } from '../../shared/errors.ts';
import { folderFailure, isMissing } from './database/failures.ts';

/** A path that somebody gives us; where a relative one would lead, nobody knows. Throws PATH_NOT_WHOLE. */
export function absolutePath(path: string): string {
  if (isAbsolute(path)) return normalize(path);
  throw new TraxError('PATH_NOT_WHOLE', { path });
}

/** The name of a path without links; of what is not there yet, as far as it is there. */
export async function realName(path: string): Promise<string> {
  const parent = dirname(path);
  if (parent === path) return path;
  return realpath(path).catch(async () => join(await realName(parent), basename(path)));
}

/** Makes a folder that somebody names, with those above it. Throws FOLDER_NOT_WRITABLE, DISK_FULL. */
export async function makeFolder(path: string): Promise<void> {
  await makeAll(path).catch((error: unknown) => {
    throw folderFailure(error, path);
  });
}

/** Step by step: Node's own way never ends where a system says of a folder to be made that it is missing, as /proc does. */
async function makeAll(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeAll(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
}

/** Writes a small file so that it is there whole or not at all, whatever happens. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}-${randomUUID()}`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

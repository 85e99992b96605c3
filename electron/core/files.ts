import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { isAbsolute, normalize } from 'node:path';
import { TraxError } from '../../shared/errors.ts';

/** A path that somebody gives us; where a relative one would lead, nobody knows. Throws PATH_NOT_WHOLE. */
export function absolutePath(path: string): string {
  if (isAbsolute(path)) return normalize(path);
  throw new TraxError('PATH_NOT_WHOLE', { path });
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

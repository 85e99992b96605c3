import { chown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRoot, type ServerUser } from '../database/postgres/serverUser.ts';

/** What root writes in a person's folder stays theirs. */
export async function giveToOwner(path: string, folder: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(folder);
  if (uid !== 0) await giveTree(path, { uid, gid });
}

/** Gives a folder and everything in it to a user. */
export async function giveTree(path: string, { uid, gid }: ServerUser): Promise<void> {
  await chown(path, uid, gid);
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}

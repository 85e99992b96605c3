import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tree } from './copyTree.ts';
import { type Former, readPointer, writePointer } from './pointer.ts';

/** What a move has left behind in a former folder: only what was copied from there, never the folder of a person. */
export function treesOf({ path, entries, database }: Former): Tree[] {
  const ofServer = ['database', 'wal', 'replaced'];
  return entries.map((name) => {
    const from = join(database !== null && ofServer.includes(name) ? database : path, name);
    return { from, to: from, owner: null };
  });
}

/** Deletes it; false where no such folder was left behind. */
export async function removeFormer(home: string, path: string): Promise<boolean> {
  const found = readPointer(home).former.find((one) => one.path === path);
  if (!found) return false;
  for (const { from } of treesOf(found)) await rm(from, { recursive: true, force: true });
  for (const name of ['run', 'database.place']) await rm(join(path, name), { recursive: true, force: true });
  if (found.database) await rm(join(found.database, 'data-folder'), { force: true });
  for (const folder of [path, found.database]) {
    // Something else is in it: the pointer, or what a person has put there.
    if (folder) await rmdir(folder).catch(() => undefined);
  }
  const pointer = readPointer(home);
  await writePointer(home, { ...pointer, former: pointer.former.filter((one) => one.path !== path) });
  return true;
}

import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { writeWhole } from '../../files.ts';
import { isProcessAlive } from '../../processes.ts';
import { isMissing } from '../failures.ts';
import { filesOf } from './cluster.ts';
import type { Place } from './place.ts';

/** Another database takes the place of the present one: noted before the first step, so that a crash cannot stop half-way. */
const noteSchema = z.object({
  pid: z.number(),
  /** The folder of the database that comes, and where the present one goes. */
  fresh: z.string(),
  kept: z.string(),
});
type Note = z.infer<typeof noteSchema>;

/** Longer than a server takes to stop; a note that is older was left by a process whose number another one got. */
const longestReplacement = 90_000;

const notePath = (place: Place) => join(place.folder, 'database.replacement');

/**
 * Puts the database in `fresh` in the place of the present one, which is moved to `kept`. `stop` ends the present
 * server; cores that use it wait and find the new one. Once the note is written, the next start finishes what a
 * crash leaves undone.
 */
export async function replaceDatabase(
  place: Place,
  { fresh, kept, stop }: { fresh: string; kept: string; stop: () => Promise<void> },
): Promise<void> {
  const note: Note = { pid: process.pid, fresh, kept };
  await writeWhole(notePath(place), JSON.stringify(note));
  try {
    await stop();
    await carryOut(place, note);
  } catch (error) {
    await takeBack(place, note);
    throw error;
  }
}

/** Waits while somebody replaces the database; finishes it for a process that died meanwhile. */
export async function settleReplacement(place: Place, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const found = await readNote(place);
    if (!found) return;
    const isUnderWay = isProcessAlive(found.note.pid) && Date.now() - found.writtenAt < longestReplacement;
    if (!isUnderWay) await carryOut(place, found.note);
    else await pause(25, undefined, { signal });
  }
}

async function carryOut(place: Place, note: Note): Promise<void> {
  const { fresh, kept } = note;
  const { folder } = filesOf(place);
  if (!(await isThere(fresh))) return takeBack(place, note);
  if (!(await isThere(kept)) && (await isThere(folder))) await rename(folder, kept);
  await rename(fresh, folder);
  await rm(notePath(place), { force: true });
}

/** Everything as before: a missing database would be taken for a library that was never there. */
async function takeBack(place: Place, { kept }: Note): Promise<void> {
  const { folder } = filesOf(place);
  if (!(await isThere(folder)) && (await isThere(kept))) await rename(kept, folder);
  await rm(notePath(place), { force: true });
}

async function readNote(place: Place): Promise<{ note: Note; writtenAt: number } | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(notePath(place), 'utf8')));
    return { note, writtenAt: (await stat(notePath(place))).mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

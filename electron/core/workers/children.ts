import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandOf, endProcess, isProcessAlive } from '../processes.ts';

const noteSchema = z.object({
  pid: z.number().int().positive(),
  /** The process id of the worker that started it. */
  worker: z.number().int().positive(),
  description: z.string(),
  /** Its command line, by which it is told from a stranger that got its number. */
  command: z.string(),
});
type Note = z.infer<typeof noteSchema>;

export type Children = ReturnType<typeof createChildren>;

/**
 * Remembers on disk the processes that workers started, so that none outlives a worker, a core or a crash of both.
 * `folder` is shared by all cores on the data folder.
 */
export function createChildren(folder: string) {
  async function notes(): Promise<Note[]> {
    const names = await readdir(folder);
    const read = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => readNote(join(folder, name))),
    );
    return read.filter((note) => note !== null);
  }

  const forget = (pid: number) => rm(join(folder, `${pid}.json`), { force: true });

  return {
    async started(child: Omit<Note, 'command'>): Promise<void> {
      const note: Note = { ...child, command: await commandOf(child.pid) };
      await mkdir(folder, { recursive: true });
      // Written beside and renamed: another core's sweep never reads half a note.
      const path = join(folder, `${child.pid}.json`);
      await writeFile(`${path}.part`, JSON.stringify(note));
      await rename(`${path}.part`, path);
    },

    async ended(worker: number, description: string): Promise<void> {
      for (const note of await notes())
        if (note.worker === worker && note.description === description) await forget(note.pid);
    },

    /** Ends what was left by workers that are gone, and says how many. A stranger with a reused number is left alone. */
    async sweep(): Promise<number> {
      const left = (await notes()).filter((note) => !isProcessAlive(note.worker));
      let ended = 0;
      for (const { pid, command } of left) {
        if (command !== '' && (await commandOf(pid)) === command) {
          if (endProcess(pid)) ended += 1;
        }
        await forget(pid);
      }
      return ended;
    },
  };
}

/** A note; null when a crash cut it off, for then it names nobody. */
async function readNote(path: string): Promise<Note | null> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    await rm(path, { force: true });
    return null;
  }
}

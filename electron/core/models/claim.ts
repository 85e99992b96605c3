import { readFile, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Makes this process the only one that writes a file, by a note with its process id beside it. Null where another process
 * has it: that process lives, and has written within the last `freshFor` milliseconds (process ids are used again).
 */
export async function claim(
  note: string,
  written: string,
  freshFor: number,
): Promise<AsyncDisposable | null> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(note, String(process.pid), { flag: 'wx' });
      return { [Symbol.asyncDispose]: () => rm(note, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (await isInUse(note, written, freshFor)) return null;
      await rm(note, { force: true });
    }
  }
  return null;
}

async function isInUse(note: string, written: string, freshFor: number): Promise<boolean> {
  const owner = Number(await readFile(note, 'utf8').catch(() => ''));
  if (!Number.isInteger(owner) || owner <= 0 || !isAlive(owner)) return false;
  const times = await Promise.all(
    [note, written].map((path) =>
      stat(path).then(
        (found) => found.mtimeMs,
        () => 0,
      ),
    ),
  );
  return Date.now() - Math.max(...times) < freshFor;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { open, readdir, readFile, readlink } from 'node:fs/promises';

/**
 * Those of the paths that a program has open for writing, where that can be known: on Linux from the open files of the
 * processes that we may look into (proc(5)), on Windows from the refusal to open what somebody writes. Elsewhere none.
 */
export async function openForWriting(
  paths: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  if (platform === 'linux') return writtenOnLinux(new Set(paths));
  if (platform !== 'win32') return new Set();
  const busy = await Promise.all(paths.map(async (path) => ((await isLocked(path)) ? path : null)));
  return new Set(busy.filter((path) => path !== null));
}

async function writtenOnLinux(paths: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>();
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const id of processes) {
    // Other people's processes may not be looked into, and some have ended by now.
    const handles = await readdir(`/proc/${id}/fd`).catch(() => []);
    for (const handle of handles) {
      const path = await readlink(`/proc/${id}/fd/${handle}`).catch(() => '');
      if (paths.has(path) && (await isForWriting(id, handle))) found.add(path);
    }
  }
  return found;
}

/** The flags are octal; their lowest two bits are O_RDONLY (0), O_WRONLY (1) or O_RDWR (2). */
async function isForWriting(id: string, handle: string): Promise<boolean> {
  const info = await readFile(`/proc/${id}/fdinfo/${handle}`, 'utf8').catch(() => '');
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1] ?? '0';
  return (Number.parseInt(flags, 8) & 3) !== 0;
}

async function isLocked(path: string): Promise<boolean> {
  try {
    await using _ = await open(path, 'r+');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EBUSY';
  }
}

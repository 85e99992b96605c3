import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { TraxError } from '../../../shared/errors.ts';
import { isRecordingName } from '../../../shared/recordingName.ts';
import type { FoundFile } from '../library/findRecordings.ts';

/** Files that are asked about at the same time: a network drive answers slowly, not seldom. */
const atOnce = 32;

/** What is in a folder and the folders in it. */
export interface Walk {
  readonly files: FoundFile[];
  readonly folders: string[];
}

/**
 * The files in a folder and in those below it that look like recordings, in the order of their names. Hidden folders and those
 * in `except` are passed over; so is what vanishes meanwhile. Throws FOLDER_AWAY when the folder itself cannot be read.
 */
export async function walk(root: string, except: readonly string[]): Promise<Walk> {
  const folders = [root];
  const paths: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
      if (folder === root) throw new TraxError('FOLDER_AWAY', { path: root }, { cause });
      return [];
    });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !except.includes(path)) folders.push(path);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && isRecordingName(entry.name)) paths.push(path);
    }
  }
  paths.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const files: FoundFile[] = [];
  for (let from = 0; from < paths.length; from += atOnce) {
    const some = await Promise.all(paths.slice(from, from + atOnce).map(look));
    files.push(...some.filter((file) => file !== null));
  }
  return { files, folders };
}

async function look(path: string): Promise<FoundFile | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, size: found.size, modifiedMs: Math.floor(found.mtimeMs) } : null;
}

/** Whether a path is a folder or something in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

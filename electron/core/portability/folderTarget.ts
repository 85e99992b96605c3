import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyFile } from '../backups/copyFile.ts';
import { isMissing } from '../database/failures.ts';
import { makeFolder, writeWhole } from '../files.ts';
import { sha256OfFile } from '../sha256.ts';
import type { CopyOptions, ExportTarget } from './exportTarget.ts';

/** A folder; files that an earlier try has copied are not copied again. */
export function createFolderTarget(folder: string): ExportTarget {
  return {
    async write(path, pieces) {
      await makeFolder(dirname(join(folder, path)));
      await using file = await open(join(folder, path), 'w', 0o600);
      for await (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    },
    copy: (path, from, options) => copyOnce(from, join(folder, path), options),
    finish: (path, manifest) => writeWhole(join(folder, path), manifest),
  };
}

async function copyOnce(from: string, to: string, { signal, onBytes }: CopyOptions) {
  const [source, target] = [await lookAt(from), await lookAt(to)];
  if (!source) return null;
  if (target && target.size === source.size && target.mtimeMs >= source.mtimeMs) {
    onBytes?.(target.size);
    return { size: target.size, sha256: await sha256OfFile(to, { signal }), isNew: false };
  }
  const unfinished = `${to}.part`;
  await makeFolder(dirname(to));
  await rm(unfinished, { force: true });
  const copied = await copyFile(from, unfinished, { signal, onBytes });
  await rename(unfinished, to);
  return { ...copied, isNew: true };
}

/** What there is at a path; null where there is nothing. */
export async function lookAt(path: string) {
  return stat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

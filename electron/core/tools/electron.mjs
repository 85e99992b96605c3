import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPackage, isExecutable } from './places.mjs';

/**
 * Electron's runtime, or null where it has not been downloaded: the package `electron` holds only its installer, which
 * writes `path.txt` when the download is complete.
 * @returns {string | null}
 */
export function findElectron() {
  const folder = findPackage('electron');
  const note = folder && join(folder, 'path.txt');
  if (!folder || !note || !existsSync(note)) return null;
  const runtime = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(note, 'utf8').trim(),
  );
  return isExecutable(runtime) ? runtime : null;
}

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file name of a program on this platform: `ffmpeg`, or `ffmpeg.exe` on Windows. */
export function executable(/** @type {string} */ name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

/**
 * Where what can be made again is kept: the recogniser that the set-up builds. Absolute; moved by `TRAX_CACHE`. Outside the
 * checkout, so that a second clone and a deleted `node_modules` cost no second build. It need not exist.
 * @returns {string}
 */
export function cacheFolder() {
  const { TRAX_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (TRAX_CACHE) return resolve(TRAX_CACHE);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'trax');
  if (process.platform === 'win32')
    return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Trax', 'Cache');
  return join(
    XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache'),
    'trax',
  );
}

/**
 * Whether a file is there that this user may start.
 * @param {string} path
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The first of these programs that is on `PATH`, or null. `node_modules/.bin`, which npm puts in front, is left out: a
 * package's wrapper script is not the program.
 * @param {...string} names without `.exe`
 * @returns {string | null}
 */
export function findOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const own = folders.filter((folder) => !folder.endsWith(join('node_modules', '.bin')));
  for (const name of names) {
    const found = own.map((folder) => join(folder, executable(name))).find(isExecutable);
    if (found) return found;
  }
  return null;
}

/**
 * The folder of an installed package, or null: looked for in the `node_modules` of this folder and of those above it. In the
 * packaged application programs lie beside the archive, not in it.
 * @param {string} name such as `ffmpeg-static`
 * @returns {string | null}
 */
export function findPackage(name) {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name).replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) return null;
  }
}

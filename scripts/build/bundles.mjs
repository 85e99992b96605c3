import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../setup/run.mjs';
import { announce } from '../setup/say.mjs';

/** What a build is made from. */
const sources = [
  'renderer',
  'electron',
  'shared',
  'migrations',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Written when a build is complete. */
const made = join(root, 'out', '.made');

/** Whether what is in `out/` is newer than everything that it is made from. */
export function isUpToDate() {
  return existsSync(made) && statSync(made).mtimeMs > newest(sources.map((name) => join(root, name)));
}

/** Builds into `out/` unless what is there is up to date. */
export async function bringUpToDate() {
  if (!isUpToDate()) await build();
}

export async function build() {
  const line = announce('Building Trax');
  // In a process of its own: the one that goes on as Trax would keep what building takes, 0.7 GB.
  await run(process.execPath, [join(root, 'scripts', 'build', 'build.mjs')]);
  line.done();
}

/** Tells that everything was built; what changed since it `started` is not in it. */
export function setUpToDate(/** @type {Date} */ started) {
  writeFileSync(made, started.toISOString());
  utimesSync(made, started, started);
}

/**
 * When the youngest of these files, or of those in these folders, was changed, in milliseconds since 1970.
 * @param {readonly string[]} paths
 * @returns {number}
 */
function newest(paths) {
  const times = paths.map((path) => {
    const found = statSync(path);
    const inside = found.isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
    return Math.max(found.mtimeMs, newest(inside));
  });
  return Math.max(0, ...times);
}

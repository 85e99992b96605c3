import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/run.mjs';
import { announce } from '../setup/say.mjs';

/** What is built: the page and the programs. */
const environments = ['client', 'node', 'preload'];

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
  rmSync(made, { force: true });
  const started = new Date();
  // Loaded here: what is asked at every start shall cost nothing when there is nothing to build.
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  for (const name of environments) {
    const environment = builder.environments[name];
    if (!environment) throw new Error(`vite.config.ts has no environment "${name}".`);
    await builder.build(environment);
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(made, started.toISOString());
  // What changed while it was built is not in it.
  utimesSync(made, started, started);
  line.done();
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

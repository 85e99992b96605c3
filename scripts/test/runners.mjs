import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../electron/core/tools/places.mjs';
import { runInForeground } from '../foreground.mjs';
import { root, run } from '../setup/run.mjs';
import { counted, fromPlaywright, fromVitest, none } from './counts.mjs';
import { folderInMemory } from './memory.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');

/** Where tests have their libraries. */
const temporary = folderInMemory();
const environment = temporary ? { TMPDIR: temporary } : {};

/**
 * Runs the tests that need no browser.
 * @param {readonly string[]} filters which files; all when empty
 * @returns {Promise<Counts>}
 */
export function inVitest(filters) {
  return reported(fromVitest, (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = [vitest, 'run', '--passWithNoTests', ...reporters, ...filters];
    // Every core of a test starts worker processes, whose sources need not be compiled each time.
    return runInForeground(process.execPath, args, {
      ...environment,
      NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
    });
  });
}

/**
 * Runs a project of playwright.config.ts.
 * @param {string} project
 * @param {readonly string[]} wrapper a program to start it with
 * @returns {Promise<Counts>}
 */
export function inPlaywright(project, wrapper = []) {
  return reported(fromPlaywright, (file) => {
    const command = [process.execPath, playwright, 'test', '--pass-with-no-tests', `--project=${project}`];
    const [program = '', ...args] = [...wrapper, ...command, '--reporter=list,json'];
    return runInForeground(program, args, { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  });
}

/**
 * Says in one line what cannot run here, and counts it.
 * @param {string} project @param {string} reason
 * @returns {Promise<Counts>}
 */
export async function announceSkipped(project, reason) {
  const list = ['test', '--list', '--pass-with-no-tests', `--project=${project}`, '--reporter=json'];
  const { suites } = JSON.parse(await run(process.execPath, [playwright, ...list]));
  const skipped = countSpecs(suites);
  console.log(`Skipped: ${skipped} tests of tests/${project}, because ${reason}.`);
  return { ...none, skipped };
}

/** @typedef {{ specs?: unknown[], suites?: Suite[] }} Suite */

/** @returns {number} */
function countSpecs(/** @type {Suite[]} */ suites) {
  return suites.reduce((sum, suite) => sum + (suite.specs?.length ?? 0) + countSpecs(suite.suites ?? []), 0);
}

/**
 * Runs something that writes a JSON report to a file, and reads it.
 * @template Report
 * @param {(report: Report) => Counts} read
 * @param {(file: string) => Promise<number>} work gives the exit code
 */
async function reported(read, work) {
  const folder = mkdtempSync(join(tmpdir(), 'trax-test-'));
  const file = join(folder, 'report.json');
  try {
    const exitCode = await work(file);
    return counted(readReport(file, read), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @template Report
 * @param {string} file
 * @param {(report: Report) => Counts} read
 */
function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`The test runner left no report: ${error}`);
    return null;
  }
}

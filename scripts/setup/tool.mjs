import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../electron/core/tools/places.mjs';
import { announce, say } from './say.mjs';

/**
 * A program that Trax wants and does not contain.
 * @typedef {object} Tool
 * @property {string} name as people call it
 * @property {() => boolean} isThere quick: asked at every start
 * @property {() => Way[]} ways how it could be had on this computer, the best first
 * @property {() => string} [advice] one sentence on what is lost without it, and the command to run
 */

/**
 * One way to get a program. `get` throws when it does not work; `isGot` is asked afterwards, where it is another question than
 * the tool's own `isThere`: a makeshift is not the tool, but it is enough for now.
 * @typedef {object} Way
 * @property {string} what
 * @property {(progress: (howFar: string) => void) => Promise<unknown>} get
 * @property {() => boolean} [isGot]
 */

/** A download that was refused is not tried again for a day: the network is as it is. */
const patience = 24 * 3600_000;

const failures = () => join(cacheFolder(), 'failures.json');

/** Whether it is missing and there is a way to get it that has not failed today. */
export function isPossible(/** @type {Tool} */ tool) {
  return !tool.isThere() && waysLeft(tool).length > 0;
}

/** Gets a program by the first way that works, or notes that none did. Never throws. */
export async function provide(/** @type {Tool} */ tool) {
  for (const way of waysLeft(tool)) {
    const line = announce(way.what);
    const isGot = way.isGot ?? tool.isThere;
    try {
      await way.get(line.progress);
      line.done(isGot() ? 'done' : 'it ended well, but the program is not there');
    } catch (error) {
      line.done('this did not work');
      if (process.env.TRAX_SETUP_VERBOSE) say(String(error));
    }
    if (isGot()) return;
    noteFailure(way);
  }
}

function waysLeft(/** @type {Tool} */ tool) {
  const failed = readFailures();
  return tool.ways().filter((way) => Date.now() - (failed[way.what] ?? 0) > patience);
}

/** Tries again what failed today: the network or the computer has changed. */
export function forgetFailures() {
  rmSync(failures(), { force: true });
}

/** @returns {Record<string, number>} when each way failed last, in milliseconds since 1970 */
function readFailures() {
  try {
    return JSON.parse(readFileSync(failures(), 'utf8'));
  } catch {
    return {};
  }
}

function noteFailure(/** @type {Way} */ way) {
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failures(), JSON.stringify({ ...readFailures(), [way.what]: Date.now() }));
}

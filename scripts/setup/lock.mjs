import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../electron/core/tools/places.mjs';
import { say } from './say.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * One set-up at a time: `npm test` in two windows, or in two checkouts, would build the recogniser twice at once. The lock is
 * a file with the holder's process id; one whose holder is gone is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  const file = join(cacheFolder(), 'setup.lock');
  makeCacheFolder();
  let told = false;
  while (!take(file)) {
    if (!told) say(`Another set-up is running (process ${holder(file)}); waiting for it.`);
    told = true;
    await sleep(500);
  }
  const free = () => rmSync(file, { force: true });
  const leave = () => process.exit(130);
  process.on('exit', free);
  for (const signal of signals) process.on(signal, leave);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, leave);
    process.off('exit', free);
    free();
  }
}

function makeCacheFolder() {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
  } catch (error) {
    throw new Error(
      `${cacheFolder()} cannot be made (${error}). Set TRAX_CACHE to a folder that can be written.`,
    );
  }
}

function take(/** @type {string} */ file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const pid = holder(file);
    if (pid === null || !isRunning(pid)) rmSync(file, { force: true });
    return false;
  }
}

function holder(/** @type {string} */ file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isRunning(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

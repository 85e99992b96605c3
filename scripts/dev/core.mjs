import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';

/** What the core is made of; a change there starts it anew. */
const sources = ['electron', 'shared', 'migrations'];

/** Editors write a file in several steps, and a checkout of a branch writes many: wait for this quiet, in milliseconds. */
const quiet = 200;

/**
 * @typedef {object} DevCore
 * @property {string} origin such as `http://127.0.0.1:40123`; the same after a restart
 * @property {() => string} cookie what lets a request in; empty while the core starts
 * @property {() => Promise<void>} stop
 */

/**
 * Runs `trax serve` from source, and again whenever a source changes or it ends by itself and a source changes.
 * @param {string} home its data folder
 * @returns {Promise<DevCore>}
 */
export async function keepCoreRunning(home) {
  const port = await freePort();
  let cookie = '';
  let stopping = false;
  let child = start();
  /** @type {Promise<void> | null} */
  let restarting = null;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  function start() {
    const main = join(root, 'electron', 'hosts', 'cli', 'main.ts');
    const args = [main, 'serve', '--no-open', '--port', String(port)];
    // A process group of its own, so that Ctrl+C reaches it once, from here, and it can close its database in peace.
    const env = { ...process.env, TRAX_HOME: home };
    const started = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const output of [started.stdout, started.stderr]) {
      createInterface({ input: output }).on('line', async (text) => {
        const link = /http:\/\/\S+[?&]token=\S+/.exec(text)?.[0];
        if (link) cookie = await exchange(link);
        else console.log(`core: ${text}`);
      });
    }
    started.once('exit', (code, signal) => {
      if (!stopping) say(`The core ended (${signal ?? code}). It starts anew when a source changes.`);
    });
    return started;
  }

  async function stop() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    stopping = true;
    child.kill('SIGTERM');
    await once(child, 'exit');
    stopping = false;
  }

  async function restart() {
    cookie = '';
    await stop();
    child = start();
  }

  const watchers = sources.map((folder) =>
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (!name || !/\.(ts|mjs|json)$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        say(`${join(folder, name)} changed: the core starts anew.`);
        restarting = (restarting ?? Promise.resolve()).then(restart);
      }, quiet);
    }),
  );

  return {
    origin: `http://127.0.0.1:${port}`,
    cookie: () => cookie,
    async stop() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await restarting;
      await stop();
    },
  };
}

/** The link with the key that `trax serve` prints, for the cookie that a browser would be given. */
async function exchange(/** @type {string} */ link) {
  const response = await fetch(link, { redirect: 'manual' });
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** @returns {Promise<number>} a port of 127.0.0.1 that nobody listens on now */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

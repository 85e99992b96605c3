import { type ChildProcess, spawn } from 'node:child_process';
import { rmdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { TraxError } from '../../../../shared/errors.ts';
import { inEnglish, quoted, type Reason, say } from '../../../../shared/sentences.ts';
import type { Log } from '../../host.ts';
import { isNumberTaken } from '../../processes.ts';
import { databaseFailure } from '../failures.ts';
import { type Address, findAddress } from './address.ts';
import type { Binaries } from './binaries.ts';
import { filesOf } from './cluster.ts';
import { clusterLock, type LockFile, readLockFile, removeStaleLock, socketLock } from './lockFile.ts';
import type { Place } from './place.ts';
import { endOrphans, isServer } from './processes.ts';
import { launchProgram, programOptions, runProgram } from './program.ts';
import { settleReplacement } from './replacement.ts';
import { openServerLog, serverSettings } from './settings.ts';

/** How long a server may take to come up; it replays its journal after a crash. */
const longestStart = 120_000;

/** The embedded server of one place. Several processes may hold such an object for the same server. */
export interface Server {
  /** Gives the address of the running server; starts it where there is none. */
  reach(signal?: AbortSignal): Promise<Address>;
  /** Stops the server, whoever started it. People's open sessions are cut, nothing stored is lost. */
  stop(): Promise<void>;
}

/** `furtherSettings` is asked at every start: what it depends on may have changed meanwhile. */
export function createServer(
  place: Place,
  binaries: Binaries,
  log: Log,
  furtherSettings: () => Promise<Record<string, string | number>> = async () => ({}),
): Server {
  const { cluster } = filesOf(place);

  async function reach(signal?: AbortSignal): Promise<Address> {
    const latest = Date.now() + longestStart;
    let reason: Reason = say('reason.lateStart');
    while (Date.now() < latest) {
      await settleReplacement(place, signal);
      const lock = await readLockFile(cluster);
      const isRunning = lock !== null && (await isServer(lock.pid, cluster));
      if (lock && isRunning && lock.status === 'ready') return addressOf(lock);
      signal?.throwIfAborted();
      if (isRunning) {
        // Told to end by somebody else it waits for its users to go, and we are one of them.
        if (lock.status === 'stopping') await stop();
        else await pause(10, undefined, { signal });
        continue;
      }
      if (lock && (Number.isNaN(lock.pid) || isNumberTaken(lock.pid))) {
        await endOrphans(cluster);
        await removeStaleLock(clusterLock(cluster), cluster);
      }
      const failed = await start(signal);
      if (!failed) continue;
      reason = quoted(failed);
      // Sessions of a server that was killed can hold its memory until they notice.
      if (/shared memory/.test(failed)) await endOrphans(cluster);
      else if (!/lock file/.test(failed)) break;
      await pause(50, undefined, { signal });
    }
    throw (
      databaseFailure(new Error(inEnglish(reason)), place.folder) ??
      new TraxError('DATABASE_UNAVAILABLE', { reason })
    );
  }

  /** Starts the server and waits until it takes connections; gives the reason when it ends instead. */
  async function start(signal?: AbortSignal): Promise<string | null> {
    const address = await findAddress(place);
    if (process.platform !== 'win32') await removeStaleLock(socketLock(address), cluster);
    const settings = serverSettings(address, await furtherSettings());
    const journal = await openServerLog(place.logFile);
    try {
      log.info('starting the database', { folder: place.folder });
      if (process.platform === 'win32') {
        return (await startOnWindows(settings, signal)) ? null : await journal.reason();
      }
      const child = spawn(binaries.postgres, ['-D', cluster, ...settings], {
        ...programOptions(place),
        detached: true,
        stdio: ['ignore', journal.handle.fd, journal.handle.fd],
      });
      return (await isUp(child, signal)) ? null : await journal.reason();
    } finally {
      await journal.handle.close();
    }
  }

  /** pg_ctl drops the rights of an administrator, which PostgreSQL refuses. */
  async function startOnWindows(settings: readonly string[], signal?: AbortSignal): Promise<boolean> {
    const quoted = settings.map((part) => `"${part}"`).join(' ');
    const args = ['start', '-w', '-t', '120', '-D', cluster, '-l', place.logFile, '-o', quoted];
    return (await launchProgram(binaries.pgCtl, args, place, signal)) === 0;
  }

  async function isUp(child: ChildProcess, signal?: AbortSignal): Promise<boolean> {
    let failure: Error | null = null;
    child.on('error', (error) => {
      failure = error;
    });
    child.unref();
    while (child.exitCode === null && child.signalCode === null) {
      if (failure) throw failure;
      if (signal?.aborted) child.kill('SIGINT');
      const lock = await readLockFile(cluster);
      if (lock?.pid === child.pid && lock?.status === 'ready') return true;
      await pause(5);
    }
    signal?.throwIfAborted();
    return false;
  }

  async function stop(): Promise<void> {
    const lock = await readLockFile(cluster);
    if (!lock || !(await isServer(lock.pid, cluster))) return;
    log.info('stopping the database', { folder: place.folder });
    if (process.platform === 'win32') {
      await runProgram(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', cluster], place);
      return;
    }
    process.kill(lock.pid, 'SIGINT');
    const latest = Date.now() + 30_000;
    while (await isServer(lock.pid, cluster)) {
      // Its last resort: without a checkpoint, which the next start makes up for.
      if (Date.now() > latest) process.kill(lock.pid, 'SIGQUIT');
      await pause(Date.now() > latest ? 500 : 10);
    }
    // Gone already, or in use again by a server that somebody started meanwhile.
    await rmdir(lock.socketFolder).catch(() => undefined);
  }

  return { reach, stop };
}

function addressOf(lock: LockFile): Address {
  const { socketFolder, port } = lock;
  return { host: socketFolder || '127.0.0.1', port: port ?? 5432 };
}

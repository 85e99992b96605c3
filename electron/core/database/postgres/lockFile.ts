import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../failures.ts';
import type { Address } from './address.ts';
import { isServer } from './processes.ts';

/** What a server writes in `postmaster.pid` (PostgreSQL, src/include/utils/pidfile.h). */
export interface LockFile {
  readonly pid: number;
  readonly port: number | null;
  /** Empty where there are no Unix sockets. */
  readonly socketFolder: string;
  /** `starting`, `stopping`, `ready`, `standby`; empty in the first moments. */
  readonly status: string;
}

/** Parses `postmaster.pid`. The pid is NaN where the file is empty or broken. */
export function parseLockFile(text: string): LockFile {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    pid: lines[0] ? Math.abs(Number(lines[0])) : Number.NaN,
    port: lines[3] ? Number(lines[3]) : null,
    socketFolder: lines[4] ?? '',
    status: lines[7] ?? '',
  };
}

/** The lock file of a cluster, or null when no server holds or has left one. */
export async function readLockFile(cluster: string): Promise<LockFile | null> {
  try {
    return parseLockFile(await readFile(clusterLock(cluster), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Where a server keeps others off its cluster. */
export const clusterLock = (cluster: string) => join(cluster, 'postmaster.pid');

/** Where it keeps them off its socket: a file that begins like the other. */
export const socketLock = ({ host, port }: Address) => join(host, `.s.PGSQL.${port}.lock`);

/**
 * Removes the lock of a server that is gone. PostgreSQL does so itself, except where another program has got the number of
 * the dead server, or its parent has not yet collected it. A lock that a new server has written meanwhile is put back.
 */
export async function removeStaleLock(path: string, cluster: string): Promise<void> {
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    if (await isHeld(path, cluster)) return;
    await rename(path, aside);
    if (await isHeld(aside, cluster)) await link(aside, path);
    await rm(aside);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function isHeld(path: string, cluster: string): Promise<boolean> {
  return isServer(parseLockFile(await readFile(path, 'utf8')).pid, cluster);
}

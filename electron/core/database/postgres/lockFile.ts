import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../failures.ts';

/** What a server writes in `postmaster.pid` (PostgreSQL, src/include/utils/pidfile.h). */
export interface LockFile {
  readonly pid: number;
  readonly port: number | null;
  /** Empty where there are no Unix sockets. */
  readonly socketFolder: string;
  /** `starting`, `stopping`, `ready`, `standby`; empty in the first moments. */
  readonly status: string;
  /** The file as it was read. */
  readonly text: string;
}

/** Parses `postmaster.pid`. The pid is NaN where the file is empty or broken. */
export function parseLockFile(text: string): LockFile {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    pid: lines[0] ? Math.abs(Number(lines[0])) : Number.NaN,
    port: lines[3] ? Number(lines[3]) : null,
    socketFolder: lines[4] ?? '',
    status: lines[7] ?? '',
    text,
  };
}

/** The lock file of a cluster, or null when no server holds or has left one. */
export async function readLockFile(cluster: string): Promise<LockFile | null> {
  try {
    return parseLockFile(await readFile(join(cluster, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Removes a lock file that was found stale. PostgreSQL does so itself, except where another program has got the
 * number of the dead server. A lock that a new server has written meanwhile is put back.
 */
export async function removeLockFile(cluster: string, stale: LockFile): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const aside = `${path}.stale-${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== stale.text) await link(aside, path);
    await rm(aside);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

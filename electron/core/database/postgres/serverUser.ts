import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from '../failures.ts';

/** Whom a server process runs as when this process is root, which PostgreSQL refuses. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Accounts made for running a database, then the one that owns nothing. */
const accountNames = ['postgres', '_postgres', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account that a server of root's runs under; initdb wants one that the system knows. Null where there is none. */
export async function findServerUser(passwdFile = '/etc/passwd'): Promise<ServerUser | null> {
  const accounts = new Map<string, ServerUser>();
  const text = await readFile(passwdFile, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  for (const line of text.split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    // macOS writes nobody's id as -2.
    if (uid && gid) accounts.set(name, { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 });
  }
  for (const name of accountNames) {
    const account = accounts.get(name);
    if (account && account.uid !== 0) return account;
  }
  return null;
}

/** Whether the user may pass through every folder down to `path` and through `path` itself. */
export async function canReach(path: string, user: ServerUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  if (((mode >> shift) & 0o1) === 0) return false;
  const parent = dirname(path);
  return parent === path || canReach(parent, user);
}

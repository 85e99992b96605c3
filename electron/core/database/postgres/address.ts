import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import { isMissing } from '../failures.ts';
import { filesOf } from './cluster.ts';
import type { Place } from './place.ts';
import { canReach } from './serverUser.ts';

/** Where a server listens: a private socket's folder, or on Windows a port of 127.0.0.1. */
export interface Address {
  /** A folder of a Unix socket, or 127.0.0.1. */
  readonly host: string;
  /** With a socket only a part of its name. */
  readonly port: number;
}

/** PostgreSQL's own; with a socket nothing listens there. */
const socketPort = 5432;

/** sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero. */
const longestSocketPath = 103;

/** Finds or makes where the server of a place is to listen: the same as before, where that can still be had. */
export async function findAddress(place: Place): Promise<Address> {
  const noted = await readFile(filesOf(place).address, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const address =
    process.platform === 'win32' ? await findPort(Number(noted)) : await findSocket(place, noted);
  const value = process.platform === 'win32' ? String(address.port) : address.host;
  if (value !== noted) await writeNote(place, value);
  return address;
}

async function writeNote(place: Place, text: string): Promise<void> {
  const path = filesOf(place).address;
  const unfinished = `${path}-${randomUUID()}`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await giveTo(place, unfinished);
  await rename(unfinished, path);
}

async function findSocket(place: Place, noted: string): Promise<Address> {
  const host = noted && (await isPrivate(noted, place)) ? noted : await makeSocketFolder(place);
  return { host, port: socketPort };
}

/** Whether the folder is there, or can be made again, and is nobody else's. */
async function isPrivate(folder: string, place: Place): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    await giveTo(place, folder);
    return true;
  } catch {
    const entry = await lstat(folder).catch(() => null);
    const owner = place.user?.uid ?? process.getuid?.();
    return entry?.isDirectory() === true && entry.uid === owner && (entry.mode & 0o077) === 0;
  }
}

async function makeSocketFolder(place: Place): Promise<string> {
  const { XDG_RUNTIME_DIR } = process.env;
  for (const base of [...(XDG_RUNTIME_DIR && !place.user ? [XDG_RUNTIME_DIR] : []), tmpdir(), '/tmp']) {
    if (!(await isUsable(base, place))) continue;
    const folder = await mkdtemp(join(base, 'trax-'));
    await chmod(folder, 0o700);
    await giveTo(place, folder);
    return folder;
  }
  throw new TraxError('DATABASE_UNAVAILABLE', {
    reason: say('reason.socket', { folder: tmpdir() }),
  });
}

async function isUsable(base: string, place: Place): Promise<boolean> {
  const socket = join(base, 'trax-XXXXXX', `.s.PGSQL.${socketPort}`);
  if (Buffer.byteLength(socket) > longestSocketPath) return false;
  try {
    await access(base, constants.W_OK | constants.X_OK);
    return place.user === null || (await canReach(await realpath(base), place.user));
  } catch {
    return false;
  }
}

async function giveTo(place: Place, folder: string): Promise<void> {
  if (place.user) await chown(folder, place.user.uid, place.user.gid);
}

/** A free port; the noted one if nobody took it meanwhile. */
function findPort(noted: number): Promise<Address> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => (noted ? resolve(findPort(0)) : reject(error)));
    server.listen(noted || 0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : noted;
      server.close(() => resolve({ host: '127.0.0.1', port }));
    });
  });
}

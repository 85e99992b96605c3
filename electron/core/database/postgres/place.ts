import { createHash, randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import { folderFailure, isMissing } from '../failures.ts';
import { canReach, findServerUser, isRoot, type ServerUser } from './serverUser.ts';

/** Where an embedded server keeps its files. */
export interface Place {
  /** Absolute; holds `database/`. The data folder itself, or for root a folder that the server's user can reach. */
  readonly folder: string;
  /** Whom the server runs as; null means the user of this process. */
  readonly user: ServerUser | null;
  readonly logFile: string;
}

/** In the data folder: where the database is when it is not in the data folder itself. */
const pointerName = 'database.place';

/** In a place outside: the data folder that it is for. */
const backPointerName = 'data-folder';

/** Finds or makes the place of a data folder's database. Throws FOLDER_NOT_WRITABLE, DISK_FULL, DATABASE_UNAVAILABLE. */
export async function findPlace(givenFolder: string): Promise<Place> {
  await makeWritable(givenFolder);
  // One name for one folder: processes that share a server recognise it by its path.
  const dataFolder = await realpath(givenFolder);
  const logFile = join(dataFolder, 'logs', 'postgres.log');
  const pointedAt = await readPointer(dataFolder);
  if (pointedAt) return { folder: pointedAt, user: await ownerOf(pointedAt), logFile };
  if (!isRoot()) return { folder: dataFolder, user: null, logFile };

  // A library that an ordinary user made is served as that user, so that it stays theirs.
  const owner = await ownerOf(join(dataFolder, 'database')).catch(ignoreMissing);
  if (owner) return { folder: dataFolder, user: owner, logFile };

  const user = await findServerUser();
  if (!user) {
    throw new TraxError('DATABASE_UNAVAILABLE', {
      reason: say('reason.noUser'),
    });
  }
  if (await canReach(dataFolder, user)) return { folder: dataFolder, user, logFile };
  return { folder: await pointElsewhere(dataFolder, user), user, logFile };
}

async function makeWritable(dataFolder: string): Promise<void> {
  // The same for everybody: what a process leaves that is killed here is cleared away by the next.
  const probe = join(dataFolder, '.writable');
  try {
    await mkdir(join(dataFolder, 'logs'), { recursive: true, mode: 0o700 });
    await writeFile(probe, 'x', { mode: 0o600 });
    await rm(probe, { force: true });
  } catch (error) {
    // What could not be written is mostly not there to be removed either.
    await rm(probe, { force: true }).catch(() => undefined);
    throw folderFailure(error, dataFolder);
  }
}

async function readPointer(dataFolder: string): Promise<string | null> {
  const text = await readFile(join(dataFolder, pointerName), 'utf8').catch(ignoreMissing);
  if (!text) return null;
  const folder = text.trim();
  if (await stat(folder).catch(ignoreMissing)) return folder;
  // Starting afresh would show an empty library where there was a full one.
  throw new TraxError('DATABASE_UNAVAILABLE', { reason: say('reason.folderGone', { folder }) });
}

/** The user whom a folder belongs to; null when that is the user of this process. */
async function ownerOf(folder: string): Promise<ServerUser | null> {
  const { uid, gid } = await stat(folder);
  return isRoot() && uid !== 0 ? { uid, gid } : null;
}

/** Makes a folder outside the data folder and notes it there. Of several that do so at once, one wins. */
async function pointElsewhere(dataFolder: string, user: ServerUser): Promise<string> {
  const folder = await makeReachable(dataFolder, user);
  const note = join(dataFolder, `${pointerName}-${randomUUID()}`);
  await writeFile(note, `${folder}\n`);
  try {
    await link(note, join(dataFolder, pointerName));
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true });
    const winner = await readPointer(dataFolder);
    if (!winner) throw error;
    return winner;
  } finally {
    await rm(note);
  }
}

async function makeReachable(dataFolder: string, user: ServerUser): Promise<string> {
  const temporary = await realpath(tmpdir());
  // What lies in the temporary folder may vanish; its database must not stay behind elsewhere.
  const parent = dataFolder.startsWith(temporary + sep) ? temporary : await systemFolder();
  const key = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  for (const base of [parent, '/tmp']) {
    if (!(await canReach(base, user))) continue;
    if (base === temporary) await removeForsaken(temporary, user);
    const folder = await mkdtemp(join(base, `trax-${key}-`));
    await writeFile(join(folder, backPointerName), dataFolder);
    await chmod(folder, 0o700);
    await chown(folder, user.uid, user.gid);
    return folder;
  }
  throw new TraxError('DATABASE_UNAVAILABLE', {
    reason: say('reason.unreachableFolder', { folder: parent }),
  });
}

/**
 * Removes places in the temporary folder whose data folder, which lay there too, was removed. A server that still runs
 * in one ends by itself within a minute, when it misses its lock file.
 */
async function removeForsaken(temporary: string, user: ServerUser): Promise<void> {
  for (const name of await readdir(temporary)) {
    if (!/^trax-[0-9a-f]{12}-/.test(name)) continue;
    const place = join(temporary, name);
    if ((await lstat(place).catch(ignoreMissing))?.uid !== user.uid) continue;
    const dataFolder = await readFile(join(place, backPointerName), 'utf8').catch(() => '');
    if (!dataFolder.startsWith(temporary + sep) || (await stat(dataFolder).catch(ignoreMissing))) continue;
    await rm(place, { recursive: true, force: true });
  }
}

/** The folder of root for what its servers need; the temporary folder where /var cannot be written. */
export async function systemFolder(): Promise<string> {
  const folder = '/var/lib/trax';
  try {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o711);
    return folder;
  } catch {
    return realpath(tmpdir());
  }
}

function ignoreMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

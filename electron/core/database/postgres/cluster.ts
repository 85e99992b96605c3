import { randomBytes, randomUUID } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TraxError } from '../../../../shared/errors.ts';
import { quoted, say } from '../../../../shared/sentences.ts';
import type { Log } from '../../host.ts';
import { databaseFailure, folderFailure, isMissing } from '../failures.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import { runProgram } from './program.ts';

/** The user and the database of every embedded server. */
export const owner = 'trax';

/** What lies in a place's `database/` folder. */
export function filesOf(place: Place) {
  const folder = join(place.folder, 'database');
  return {
    folder,
    cluster: join(folder, 'cluster'),
    password: join(folder, 'password'),
    /** Notes where the server listens, so that a restarted one is found where the former was. */
    address: join(folder, 'address'),
    /** Names the database's history; see `archive.ts`. */
    lineage: join(folder, 'lineage'),
  };
}

/**
 * LC_CTYPE of the cluster. It decides which letters pg_trgm knows: with C it forgets all but the ASCII ones.
 * Each system has another name for the same; the last one works everywhere.
 */
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'en-US', 'C'];

/** Makes the cluster of a place if it is not there; whole or not at all. Throws DISK_FULL, DATABASE_UNAVAILABLE. */
export async function makeCluster(place: Place, binaries: Binaries, log: Log, signal?: AbortSignal) {
  const files = filesOf(place);
  if (await exists(join(files.cluster, 'PG_VERSION'))) return;
  await removeUnfinished(place);

  const unfinished = join(place.folder, `database.new-${randomUUID()}`);
  try {
    await fill({ ...place, folder: unfinished }, binaries, log, signal);
    await rename(unfinished, files.folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have been faster; then its cluster is as good.
    if (await exists(join(files.cluster, 'PG_VERSION'))) return;
    throw databaseFailure(error, place.folder) ?? folderFailure(error, place.folder);
  }
}

/** A process that died while it made a cluster leaves its folder behind. */
async function removeUnfinished(place: Place): Promise<void> {
  const tenMinutesAgo = Date.now() - 600_000;
  for (const name of await readdir(place.folder)) {
    const path = join(place.folder, name);
    if (!name.startsWith('database.new-') || (await stat(path)).mtimeMs > tenMinutesAgo) continue;
    await rm(path, { recursive: true });
  }
}

/** initdb and what belongs in before anybody connects, in a folder of its own. */
async function fill(place: Place, binaries: Binaries, log: Log, signal?: AbortSignal): Promise<void> {
  const password = join(place.folder, 'password');
  await mkdir(place.folder, { mode: 0o700 });
  await writeFile(password, randomBytes(32).toString('hex'), { mode: 0o600 });
  if (place.user) {
    await chown(place.folder, place.user.uid, place.user.gid);
    await chown(password, place.user.uid, place.user.gid);
  }

  const cluster = join(place.folder, 'cluster');
  const failures: string[] = [];
  for (const characterType of characterTypes) {
    await rm(cluster, { recursive: true, force: true });
    const made = await runProgram(binaries.initdb, initArguments(cluster, password, characterType), place, {
      signal,
    });
    if (made.status !== 0) {
      failures.push(made.output);
      if (/invalid locale name|could not find suitable|locale/i.test(made.output)) continue;
      break;
    }
    const knowsAllLetters = await prepare(cluster, binaries, place, signal);
    if (!knowsAllLetters && characterType !== 'C') continue;
    if (!knowsAllLetters) log.warn('search by similarity will know ASCII letters only');
    await runProgram(binaries.initdb, ['--sync-only', '-D', cluster], place, { signal });
    return;
  }
  throw initFailure(failures.at(-1) ?? '', place);
}

function initArguments(cluster: string, passwordFile: string, characterType: string): string[] {
  return [
    ...['-D', cluster, '-U', owner, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8'],
    ...['--locale=C', `--lc-ctype=${characterType}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--wal-segsize=1', '--no-sync', '--no-instructions'],
  ];
}

/** Makes the extension and the database; whether pg_trgm finds trigrams in text that is not ASCII (or is not there). */
async function prepare(cluster: string, binaries: Binaries, place: Place, signal?: AbortSignal) {
  const { output } = await runProgram(
    binaries.postgres,
    ['--single', '-F', '-c', 'log_min_messages=error', '-D', cluster, 'template1'],
    place,
    { input: `create extension pg_trgm;\nselect show_trgm('東京');\ncreate database ${owner};\n`, signal },
  );
  return !/show_trgm = "\{\}"/.test(output);
}

function initFailure(output: string, place: Place): TraxError {
  const error = new Error(output);
  const lines = output.trim().split('\n');
  const line = lines.find((each) => /error|fatal/i.test(each)) ?? lines.at(-1);
  const reason = line ? quoted(line) : say('reason.noAnswer');
  return (
    databaseFailure(error, place.folder) ??
    new TraxError('DATABASE_UNAVAILABLE', { reason }, { cause: error })
  );
}

/** The password of a place's server; never to be logged. */
export function readPassword(place: Place): Promise<string> {
  return readFile(filesOf(place).password, 'utf8');
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

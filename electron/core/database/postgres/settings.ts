import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from '../failures.ts';
import type { Address } from './address.ts';
import { isRoot } from './serverUser.ts';

/** The settings of an embedded server, as arguments. Nothing secret: they can be seen in the list of processes. */
export function serverSettings(
  { host, port }: Address,
  further: Record<string, string | number> = {},
): string[] {
  const isSocket = host !== '127.0.0.1';
  const settings: Record<string, string | number> = {
    listen_addresses: isSocket ? '' : host,
    port,
    ...(isSocket && { unix_socket_directories: host, unix_socket_permissions: '0700' }),
    max_connections: 100,
    // The index of what is said in a million segments has room in it: else most of storing is to fetch its pages again and
    // again. Memory that a small library never touches is never taken.
    shared_buffers: '256MB',
    // A page that changes is written whole to the journal once after each checkpoint: the fewer of those, the less. Both are
    // what PostgreSQL takes by itself where the journal's files are not as small as ours.
    max_wal_size: '1GB',
    wal_buffers: '16MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    // After a crash one wait for the disk instead of one for each of some thousand files.
    ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
    // Statements, rows and the errors about them hold what people said; in this order `log` is above `error`.
    log_min_messages: 'log',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    ...further,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Seconds after which a part of the journal is kept although it is not full: what a lost disk can cost at most. */
const archiveTimeout = 300;

/** The settings by which the server keeps every part of its journal in a folder. By a module: no shell is involved. */
export function archiveSettings(folder: string): Record<string, string | number> {
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': folder,
    archive_timeout: archiveTimeout,
  };
}

/** Bytes of server log after which it is begun anew. */
const longestLog = 5_000_000;

/** Opens the server's log for appending; the former one is kept once when it has grown long. */
export async function openServerLog(path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const size = await sizeOf(path);
  const isLong = size > longestLog;
  if (isLong) await rename(path, `${path}.1`);
  const start = isLong ? 0 : size;
  const handle = await open(path, 'a', 0o600);
  const { uid, gid } = await stat(dirname(path));
  // What root writes in a person's folder stays theirs.
  if (isRoot()) await handle.chown(uid, gid);
  return {
    handle,
    /** Why the server ended, from what was logged since the opening. */
    async reason(): Promise<string> {
      const lines = (await readFile(path)).subarray(start).toString().trim().split('\n');
      const fatal = lines.filter((line) => /FATAL|PANIC|error/i.test(line)).at(-1) ?? lines.at(-1);
      return fatal?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') || 'it ended without a word';
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

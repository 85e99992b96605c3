import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Backup, backupReasonSchema } from '../../../shared/contract/backups.ts';
import { TraxError } from '../../../shared/errors.ts';
import { isMissing } from '../database/failures.ts';

/** What a backup's `manifest.json` says. It is written last: a folder without one is no backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  reason: backupReasonSchema,
  finishedAt: z.iso.datetime(),
  trax: z.string(),
  /** `server_version_num` divided by 10,000. */
  serverMajor: z.number().int(),
  lineage: z.string(),
  timeline: z.number().int().positive(),
  /** Bytes of a journal segment. */
  segmentSize: z.number().int().positive(),
  /** The first and the last segment that the copy needs to be whole. */
  firstSegment: z.string(),
  lastSegment: z.string(),
  /** With `/`, relative to the backup's folder. */
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: z.string() })),
  /** Folders without files, which the server needs too. */
  folders: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A backup that was found, with what it says of itself. */
export interface FoundBackup {
  readonly path: string;
  readonly id: string;
  readonly manifest: Manifest;
}

export const manifestName = 'manifest.json';

/** Of a folder that is being filled; the process's id follows. */
export const unfinishedPrefix = 'unfinished-';

/** The backup in a folder. Throws BACKUP_MISSING, BACKUP_DAMAGED. */
export async function readBackup(path: string): Promise<FoundBackup> {
  let text: string;
  try {
    text = await readFile(join(path, manifestName), 'utf8');
  } catch (cause) {
    if (isMissing(cause)) throw new TraxError('BACKUP_MISSING', { path }, { cause });
    throw cause;
  }
  try {
    const manifest = manifestSchema.parse(JSON.parse(text));
    return { path, id: path.split(/[\\/]/).at(-1) ?? path, manifest };
  } catch (cause) {
    throw damagedBackup(path, manifestName, 'cannot be read', cause);
  }
}

/** What is wrong with a file of a backup. */
export function damagedBackup(path: string, file: string, how: string, cause?: unknown): TraxError {
  return new TraxError('BACKUP_DAMAGED', { path, file, how }, { cause });
}

/** The whole backups in a folder, newest first. Folders that are none are passed over. */
export async function findBackups(folder: string): Promise<FoundBackup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found: FoundBackup[] = [];
  for (const name of names) {
    if (name.startsWith(unfinishedPrefix)) continue;
    try {
      found.push(await readBackup(join(folder, name)));
    } catch (error) {
      if (!(error instanceof TraxError)) throw error;
    }
  }
  return found.sort((one, other) => other.manifest.finishedAt.localeCompare(one.manifest.finishedAt));
}

/** Bytes of a backup's files. */
export function sizeOf({ files }: Manifest): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** A found backup as the contract tells of it. */
export function describeBackup({ path, id, manifest }: FoundBackup): Backup {
  return { id, path, reason: manifest.reason, finishedAt: manifest.finishedAt, size: sizeOf(manifest) };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { failureSchema, TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import { isMissing } from '../database/failures.ts';
import { writeWhole } from '../files.ts';

/** Lies in the home: the folder that TRAX_HOME or the system names. Everything else may have been moved elsewhere. */
export const pointerName = 'moved.json';

const formerSchema = z.object({
  path: z.string(),
  movedAt: z.iso.datetime(),
  /** What was copied from there: only this may be deleted. */
  entries: z.array(z.string()),
  /** Where the server's files were, when that was elsewhere; only root's are. */
  database: z.string().nullable(),
});

const pointerSchema = z.object({
  /** Where the data is; null for the home itself. */
  to: z.string().nullable(),
  /** Folders that the data was in before, until a person lets them go. */
  former: z.array(formerSchema).default([]),
  /** Why the last move was not finished. */
  failure: failureSchema.nullable().default(null),
});
export type Pointer = z.infer<typeof pointerSchema>;
export type Former = z.infer<typeof formerSchema>;

/** What the home says of the data folder. Throws DATABASE_UNAVAILABLE for a broken note: an empty library must not be shown instead. */
export function readPointer(home: string): Pointer {
  const path = join(home, pointerName);
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    // A home that is a file is told by whoever wants to write there.
    if (isMissing(cause) || (cause as NodeJS.ErrnoException).code === 'ENOTDIR')
      return { to: null, former: [], failure: null };
    const reason = say('reason.pointer', { path });
    throw new TraxError('DATABASE_UNAVAILABLE', { reason }, { cause });
  }
}

export function writePointer(home: string, pointer: Pointer): Promise<void> {
  return writeWhole(join(home, pointerName), `${JSON.stringify(pointer, null, 1)}\n`);
}

/** The data folder of a home. Throws DATA_FOLDER_MISSING where it was moved to a disk that is not there. */
export function dataFolderOf(home: string): string {
  const { to } = readPointer(home);
  if (to === null) return home;
  // A disk that is not there may have left its mount point behind.
  if (!existsSync(to) || !existsSync(join(to, 'logs')))
    throw new TraxError('DATA_FOLDER_MISSING', { path: to });
  return to;
}

import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { momentSchema, procedure } from './base.ts';

/** Why a backup was made. */
export const backupReasonSchema = z.enum(['schedule', 'wish', 'upgrade']);
export type BackupReason = z.infer<typeof backupReasonSchema>;

/** A copy of the whole database, as of the moment at which it was finished. */
export const backupSchema = z.object({
  /** Its folder's name. */
  id: z.string(),
  path: z.string(),
  reason: backupReasonSchema,
  finishedAt: momentSchema,
  /** Bytes. */
  size: z.number().int().nonnegative(),
});
export type Backup = z.infer<typeof backupSchema>;

/** A backup or restoration under way. Progress in bytes; 0 of 0 where there is none. */
export const safetyJobSchema = z.object({
  kind: z.enum(['backup', 'restore']),
  stage: z.enum(['copying', 'verifying', 'replacing']),
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
});
export type SafetyJob = z.infer<typeof safetyJobSchema>;

/** A former database that a restoration has put aside. */
export const replacedSchema = z.object({
  id: z.string(),
  path: z.string(),
  replacedAt: momentSchema,
  size: z.number().int().nonnegative(),
});
export type Replaced = z.infer<typeof replacedSchema>;

export const backupsViewSchema = z.object({
  folder: z.string(),
  /** Where the database itself is, and its bytes. */
  databaseFolder: z.string(),
  databaseSize: z.number().int().nonnegative(),
  /** Newest first. */
  backups: z.array(backupSchema),
  /** Bytes of the journal that is kept between the backups. */
  journalSize: z.number().int().nonnegative(),
  /** From when on any minute can be restored; null when only the moments of the backups can. */
  anyMinuteSince: momentSchema.nullable(),
  replaced: z.array(replacedSchema),
  job: safetyJobSchema.nullable(),
  /** The folder that the last backup of this process was made in, where that is not the library's own. */
  madeIn: z.string().nullable(),
  /** Why the last backup or restoration of this process failed. */
  failure: failureSchema.nullable(),
});
export type BackupsView = z.infer<typeof backupsViewSchema>;

/** Every call throws BACKUP_ELSEWHERE where the library is on a PostgreSQL server of the user's own. */
export const backupsContract = {
  list: procedure.output(backupsViewSchema),
  /** Starts a backup; progress and its end come as events. `to` is a folder, absolute; else the library's own. */
  start: procedure
    .input(z.object({ to: z.string().min(1).optional() }).default({}))
    .output(z.object({ started: z.boolean() })),
  /** Starts to bring the library back to a moment; without one, to the newest that is stored. */
  restore: procedure
    .input(z.object({ at: momentSchema.optional(), from: z.string().min(1).optional() }))
    .output(z.object({ started: z.boolean() })),
  cancel: procedure.output(z.object({ cancelled: z.boolean() })),
  /** Deletes a former database that was put aside. */
  forgetReplaced: procedure
    .input(z.object({ id: z.string().min(1) }))
    .output(z.object({ removed: z.boolean() })),
};

import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { afterwardsSchema } from './afterwards.ts';
import { idSchema, momentSchema, procedure } from './base.ts';
import { changesOf } from './changes.ts';
import { transcribeOptionsSchema } from './options.ts';

/**
 * How a watch folder stands: `away` while it cannot be reached, `elsewhere` when it belongs to another computer on the same
 * database, `idle` while no Trax that takes work is open.
 */
export const watchStates = ['watching', 'paused', 'away', 'elsewhere', 'idle'] as const;

export const watchFolderSchema = z.object({
  id: idSchema,
  path: z.string(),
  isPaused: z.boolean(),
  state: z.enum(watchStates),
  /** How its recordings are transcribed; what is left out comes from the settings. */
  options: changesOf(transcribeOptionsSchema),
  afterwards: afterwardsSchema,
  /** Recordings that it has given to the queue so far. */
  taken: z.number().int().nonnegative(),
  /** Files that are not whole yet. */
  waiting: z.number().int().nonnegative(),
  lookedAt: momentSchema.nullable(),
  /** Why it cannot be reached, or the last file of it could not be taken. */
  failure: failureSchema.nullable(),
});
export type WatchFolder = z.infer<typeof watchFolderSchema>;

export const watchFoldersContract = {
  list: procedure.output(z.array(watchFolderSchema)),
  /** Watches a folder (absolute path) with all folders in it. */
  add: procedure
    .input(
      z.object({
        path: z.string().min(1),
        options: changesOf(transcribeOptionsSchema).default({}),
        /** What is left out is as set now. */
        afterwards: afterwardsSchema.optional(),
        /** Whether what is in it now is transcribed as well, or only what comes. */
        takesExisting: z.boolean().default(true),
      }),
    )
    .output(watchFolderSchema),
  update: procedure
    .input(
      z.object({
        id: idSchema,
        isPaused: z.boolean().optional(),
        options: changesOf(transcribeOptionsSchema).optional(),
        afterwards: afterwardsSchema.optional(),
      }),
    )
    .output(watchFolderSchema),
  /** Watches it no more. Its files, recordings and transcripts stay. */
  remove: procedure.input(z.object({ id: idSchema })).output(z.object({ removed: z.number().int() })),
};

import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { afterwardsSchema } from './afterwards.ts';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';
import { changesOf } from './changes.ts';
import { mediaInfoSchema } from './media.ts';
import { transcribeOptionsSchema } from './options.ts';
import { itemSchema } from './queue.ts';

/** A recording as the lists show it. */
export const recordingSchema = z.object({
  id: idSchema,
  title: z.string(),
  source: z.enum(['file', 'youtube']),
  path: z.string(),
  size: z.number().int().nonnegative(),
  duration: secondsSchema.nullable(),
  hasVideo: z.boolean(),
  language: z.string().nullable(),
  speakerCount: z.number().int().nonnegative().nullable(),
  /** The transcript to show: the one that grows, else the newest complete one, else what there is; null without any. */
  transcriptId: idSchema.nullable(),
  /** The item that works on it or was the last to. */
  item: itemSchema.nullable(),
  addedAt: momentSchema,
});
export type Recording = z.infer<typeof recordingSchema>;

export const recordingOrderSchema = z.enum(['addedAt', 'title', 'duration']);

export const libraryContract = {
  /** Takes files and folders (absolute paths), makes one batch of them and starts. What cannot be taken is named, the rest goes on. */
  add: procedure
    .input(
      z.object({
        paths: z.array(z.string().min(1)).min(1),
        batchName: z.string().optional(),
        /** Higher goes first; what somebody waits for at a terminal goes before what the window was given. */
        priority: z.number().int().min(-100).max(100).default(0),
        /** The most recordings of this batch that are worked on at the same time, on all computers. */
        workers: z.number().int().min(1).max(64).optional(),
        /** What they may use of each computer: megabytes, and percent of its processor. */
        memoryLimitMb: z.number().int().min(1).max(4_000_000).optional(),
        cpuLimitPercent: z.number().int().min(1).max(100).optional(),
        afterwards: afterwardsSchema.optional(),
        /** What is left out comes from the settings. */
        options: changesOf(transcribeOptionsSchema).default({}),
      }),
    )
    .output(
      z.object({
        /** Null when there was nothing to begin: nothing was taken, or all of it is being worked on already. */
        batchId: idSchema.nullable(),
        recordings: z.array(recordingSchema),
        /** The recordings that were not in the library before; undoing the addition removes these and no others. */
        createdIds: z.array(idSchema),
        refused: z.array(z.object({ path: z.string(), failure: failureSchema })),
      }),
    ),
  list: procedure
    .input(
      z.object({
        search: z.string().default(''),
        order: recordingOrderSchema.default('addedAt'),
        descending: z.boolean().default(true),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ recordings: z.array(recordingSchema), total: z.number().int().nonnegative() })),
  get: procedure
    .input(z.object({ id: idSchema }))
    .output(recordingSchema.extend({ info: mediaInfoSchema.nullable(), isPlayable: z.boolean() })),
  rename: procedure
    .input(z.object({ id: idSchema, title: z.string().min(1).max(500) }))
    .output(recordingSchema),
  /** Removes recordings with their transcripts; the person's own files stay, uploaded copies go. */
  remove: procedure
    .input(z.object({ ids: z.array(idSchema).min(1) }))
    .output(z.object({ removed: z.number() })),
  /** Transcribes again with other settings, as a new transcript; the old one stays until then. */
  transcribeAgain: procedure
    .input(
      z.object({ ids: z.array(idSchema).min(1), options: changesOf(transcribeOptionsSchema).default({}) }),
    )
    .output(z.object({ batchId: idSchema })),
};

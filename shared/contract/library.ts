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
  tags: z.array(z.string()),
  /** Since when it has been in the bin; null outside of it. */
  binnedAt: momentSchema.nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** How a recording's last item stands, as far as lists care. */
export const recordingStates = ['none', 'working', 'done', 'failed', 'cancelled'] as const;

/** What of the library is shown, and in which order. What is left out does not restrict. */
export const recordingViewSchema = z.object({
  /** Parts of the title, in any order and case. */
  search: z.string().default(''),
  state: z.enum(['working', 'done', 'failed']).optional(),
  source: z.enum(['file', 'youtube']).optional(),
  /** ISO 639-1. */
  language: z.string().max(8).optional(),
  tag: z.string().optional(),
  /** The id of a collection. */
  collection: idSchema.optional(),
  /** What is in the bin instead of what is not. */
  isBin: z.boolean().default(false),
  order: z
    .enum(['addedAt', 'title', 'source', 'duration', 'speakers', 'language', 'state'])
    .default('addedAt'),
  descending: z.boolean().default(true),
});
export type RecordingView = z.infer<typeof recordingViewSchema>;

/** One of the transcripts of a recording: every time it was transcribed makes one. */
export const transcriptVersionSchema = z.object({
  id: idSchema,
  createdAt: momentSchema,
  isComplete: z.boolean(),
  engine: z.string().nullable(),
  model: z.string().nullable(),
  /** The file that it was imported from; null where an engine wrote it. */
  importedFrom: z.string().nullable(),
  language: z.string().nullable(),
  wordCount: z.number().int().nonnegative(),
  /** Seconds of work. */
  processingSeconds: z.number().nonnegative().nullable(),
  /** Whether it is the one that is shown. */
  isShown: z.boolean(),
});
export type TranscriptVersion = z.infer<typeof transcriptVersionSchema>;

const idsSchema = z.object({ ids: z.array(idSchema).min(1) });
const changedSchema = z.object({ changed: z.number().int().nonnegative() });

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
      recordingViewSchema.extend({
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ recordings: z.array(recordingSchema) })),
  /** How many recordings the whole of a view holds. Asked by itself: in a large library counting takes longer than a page. */
  count: procedure.input(recordingViewSchema).output(z.object({ total: z.number().int().nonnegative() })),
  get: procedure.input(z.object({ id: idSchema })).output(
    recordingSchema.extend({
      info: mediaInfoSchema.nullable(),
      isPlayable: z.boolean(),
      isMissing: z.boolean(),
    }),
  ),
  /**
   * Says where a recording's file is now. It has to hold what was transcribed (by its hash), unless it `mayDiffer`; else
   * nothing is changed and `isSame` is false. Throws FILE_NOT_FOUND and what reading a file throws.
   */
  locate: procedure
    .input(z.object({ id: idSchema, path: z.string().min(1), mayDiffer: z.boolean().default(false) }))
    .output(z.object({ isSame: z.boolean() })),
  rename: procedure
    .input(z.object({ id: idSchema, title: z.string().min(1).max(500) }))
    .output(recordingSchema),
  /** The ids of a stretch of a view, for selecting more than is in sight. */
  ids: procedure
    .input(
      recordingViewSchema.extend({
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().positive().default(1_000_000),
      }),
    )
    .output(z.object({ ids: z.array(idSchema) })),
  /** The transcripts of a recording, the newest first. */
  versions: procedure.input(z.object({ id: idSchema })).output(z.array(transcriptVersionSchema)),
  /** Shows another transcript of its recording from now on, until it is transcribed again. */
  choose: procedure.input(z.object({ transcriptId: idSchema })).output(recordingSchema),
  /** Puts recordings into the bin; work on them is given up, nothing of them is lost until it is emptied. */
  bin: procedure.input(idsSchema).output(changedSchema),
  /** Takes recordings out of the bin; work on them that was given up for it goes on. */
  restore: procedure.input(idsSchema).output(changedSchema),
  emptyBin: procedure.output(z.object({ removed: z.number().int().nonnegative() })),
  /** Removes recordings for good, with their transcripts; the person's own files stay, uploaded copies go. */
  remove: procedure.input(idsSchema).output(z.object({ removed: z.number().int().nonnegative() })),
  /** Transcribes again with other settings, as a new transcript; the old one stays until then. */
  transcribeAgain: procedure
    .input(
      z.object({ ids: z.array(idSchema).min(1), options: changesOf(transcribeOptionsSchema).default({}) }),
    )
    .output(z.object({ batchId: idSchema })),
};

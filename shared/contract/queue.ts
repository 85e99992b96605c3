import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { batchTransitions, itemTransitions, statusesOf } from '../status.ts';
import { batchSummarySchema } from './afterwards.ts';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';
import { changesOf } from './changes.ts';
import { transcribeOptionsSchema } from './options.ts';

export const taskTypes = ['transcribe', 'enhance', 'youtube', 'download', 'preprocess'] as const;
export const taskTypeSchema = z.enum(taskTypes);
export type TaskType = z.infer<typeof taskTypeSchema>;

/** What an item is doing while it runs. */
export const stageSchema = z.enum(['reading', 'loading', 'decoding', 'recognizing', 'saving']);
export type Stage = z.infer<typeof stageSchema>;

/** How an item stands, for people: the row's status together with pause and cancel. */
export const itemStateSchema = z.enum([
  'waiting',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
  'retrying',
]);
export type ItemState = z.infer<typeof itemStateSchema>;

export const itemSchema = z.object({
  id: idSchema,
  batchId: idSchema,
  recordingId: idSchema.nullable(),
  task: taskTypeSchema,
  status: z.enum(statusesOf(itemTransitions)),
  state: itemStateSchema,
  stage: stageSchema.nullable(),
  /** 0..1 of this recording's work. */
  progress: z.number().min(0).max(1),
  /** Seconds of work that are left, from measured speed; null while unknown. */
  secondsLeft: secondsSchema.nullable(),
  /** Seconds of recording per second of work; null while unknown. */
  speed: z.number().nonnegative().nullable(),
  failure: failureSchema.nullable(),
  retryAt: momentSchema.nullable(),
  /** The name of the computer that works on it; null while nobody does. */
  computer: z.string().nullable(),
  /** The model that was wished for, where it did not fit into memory and a smaller one took its place. */
  replaces: z.string().nullable(),
});
export type Item = z.infer<typeof itemSchema>;

export const batchSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.enum(statusesOf(batchTransitions)),
  isPaused: z.boolean(),
  totalFiles: z.number().int().nonnegative(),
  processedFiles: z.number().int().nonnegative(),
  failedFiles: z.number().int().nonnegative(),
  /** Of these, the ones that were cancelled. */
  cancelledFiles: z.number().int().nonnegative(),
  /** Of the failed, the ones that go on by themselves as soon as there is a model. */
  needsModelFiles: z.number().int().nonnegative(),
  progress: z.number().min(0).max(1),
  secondsLeft: secondsSchema.nullable(),
  /** The same as an honest range, from the speeds that were measured on this batch; null while there are none. */
  timeLeft: z.object({ from: secondsSchema, to: secondsSchema }).nullable(),
  createdAt: momentSchema,
  endedAt: momentSchema.nullable(),
  /** Seconds of sound that were sent to somebody else's recogniser. */
  sentSeconds: secondsSchema,
  /** It has ended, and what was wished for afterwards is done as well. */
  isSettled: z.boolean(),
});
export type Batch = z.infer<typeof batchSchema>;

/** A recording in a batch: the item that works on it now, or was the last to. */
export const queueEntrySchema = z.object({
  title: z.string(),
  duration: secondsSchema.nullable(),
  item: itemSchema,
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

/** What a command is meant for: some items, whole batches, or everything. */
export const queueTargetSchema = z.union([
  z.object({ items: z.array(idSchema).min(1) }),
  z.object({ batches: z.array(idSchema).min(1) }),
  z.object({ everything: z.literal(true) }),
]);
export type QueueTarget = z.infer<typeof queueTargetSchema>;

/** Where something is put: beside an item, or before or behind everything that waits. */
export const queuePlaceSchema = z.union([
  z.object({ before: idSchema }),
  z.object({ after: idSchema }),
  z.enum(['first', 'last']),
]);
export type QueuePlace = z.infer<typeof queuePlaceSchema>;

/** The most that a batch may take, whatever a computer bears; null is no limit of its own. */
export const batchLimitsSchema = z.object({
  /** Recordings at the same time, on all computers together. */
  workers: z.number().int().min(1).max(64).nullable(),
  /** On one computer. */
  memoryLimitMb: z.number().int().min(1).max(4_000_000).nullable(),
  cpuLimitPercent: z.number().int().min(1).max(100).nullable(),
});
export type BatchLimits = z.infer<typeof batchLimitsSchema>;

const changedSchema = z.object({ changed: z.number().int().nonnegative() });
/** What was removed, and the name by which it can be put back for a while; null for more than is kept. */
const removedSchema = changedSchema.extend({ removal: idSchema.nullable() });

export const queueContract = {
  batches: procedure
    .input(z.object({ limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.array(batchSchema)),
  entries: procedure
    .input(
      z.object({
        batchId: idSchema,
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(
      z.object({
        entries: z.array(queueEntrySchema),
        total: z.number().int(),
        /** The place of the first that has not ended; `total` when all have. */
        firstOpen: z.number().int(),
      }),
    ),
  /** Stops claiming at once and running items within a second; what they stored is kept. */
  pause: procedure.input(queueTargetSchema).output(changedSchema),
  resume: procedure.input(queueTargetSchema).output(changedSchema),
  cancel: procedure.input(queueTargetSchema).output(changedSchema),
  /**
   * Puts failed and cancelled items back; they go on after what they stored. Options replace those of the item. What should
   * have followed and failed is done again as well.
   */
  retry: procedure
    .input(
      z.object({
        target: queueTargetSchema,
        options: changesOf(transcribeOptionsSchema).optional(),
        /** What somebody has cancelled stays as it is. */
        failedOnly: z.boolean().default(false),
      }),
    )
    .output(changedSchema),
  /** Changes how what has not begun yet will be transcribed. */
  setOptions: procedure
    .input(z.object({ target: queueTargetSchema, options: changesOf(transcribeOptionsSchema) }))
    .output(changedSchema),
  /** Changes what batches may take; what runs beyond a lower limit is finished. Gives how many recordings they hold. */
  setLimits: procedure
    .input(z.object({ batches: z.array(idSchema).min(1), limits: batchLimitsSchema.partial() }))
    .output(changedSchema),
  /** Puts what has not ended in another place of the queue; it takes that place's priority. */
  move: procedure.input(z.object({ target: queueTargetSchema, to: queuePlaceSchema })).output(changedSchema),
  /** Gives what has not ended another priority: higher goes first; places among equals stay. */
  prioritise: procedure
    .input(z.object({ target: queueTargetSchema, priority: z.number().int().min(-100).max(100) }))
    .output(changedSchema),
  /** Takes batches that are over out of the queue's list. */
  clearEnded: procedure.output(removedSchema),
  /** Takes recordings out of the queue, and batches that are left empty. What is transcribed stays, what was begun goes. */
  remove: procedure.input(queueTargetSchema).output(removedSchema),
  /** Puts back what was removed, where it was; what was begun begins anew. Throws NOT_FOUND for all but the last removals. */
  putBack: procedure.input(z.object({ removal: idSchema })).output(changedSchema),
  /** What came of a batch so far. */
  summary: procedure.input(z.object({ batchId: idSchema })).output(batchSummarySchema),
};

import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { secondsSchema } from './base.ts';
import { exportFormatSchema } from './exports.ts';

/** What follows when the recordings of a batch are done. */
export const afterwardsSchema = z.object({
  /** Every transcript is written in these formats as soon as it is finished. */
  formats: z.array(exportFormatSchema.exclude(['template'])).default([]),
  /** An absolute folder; null means beside each recording. */
  folder: z
    .string()
    .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, 'a folder is an absolute path')
    .nullable()
    .default(null),
  /** The files' names: `{title}`, `{language}` and `{date}` are filled in. */
  pattern: z
    .string()
    .regex(/^[^/\\]+\.\{ext\}$/, 'a pattern is a file name that ends with .{ext}')
    .default('{title}.{ext}'),
  /** An address that is sent the batch's summary as JSON (POST) when it has ended. */
  webhook: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /**
   * A program and its arguments, run without a shell when the batch has ended, with the same JSON on its standard input.
   * `{id}`, `{name}`, `{done}`, `{failed}` and `{folder}` are filled in.
   */
  command: z.array(z.string()).min(1).nullable().default(null),
});
export type Afterwards = z.infer<typeof afterwardsSchema>;

/** What came of a batch. */
export const batchSummarySchema = z.object({
  done: z.number().int(),
  failed: z.number().int(),
  /** Why recordings failed, the most frequent reason first; null for those that somebody cancelled. */
  reasons: z.array(z.object({ failure: failureSchema.nullable(), count: z.number().int() })),
  /** Seconds of recordings that were transcribed. */
  audioSeconds: secondsSchema,
  /** Seconds from the first item's start to the end, or until now. */
  seconds: secondsSchema.nullable(),
  filesWritten: z.number().int(),
  /** Why files could not be written, or somebody could not be told. */
  afterwardsFailures: z.array(failureSchema),
});
export type BatchSummary = z.infer<typeof batchSummarySchema>;

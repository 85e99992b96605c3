import { z } from 'zod';
import { textSchema } from '../sentences.ts';
import { momentSchema, procedure } from './base.ts';

export const findingKinds = [
  'table',
  'index',
  'document',
  'orphan',
  'status',
  'lease',
  'counter',
  'search',
  'media-missing',
  'media-moved',
  'media-changed',
  'file-missing',
  'file-unused',
  'model',
] as const;

/** Something that is not as it should be. */
export const findingSchema = z.object({
  kind: z.enum(findingKinds),
  /** A row, a file or an index. */
  place: z.string(),
  /** What was found there. */
  found: textSchema,
  /** What it means for people. */
  meaning: textSchema,
  /** What repair will do; null when it can do nothing, then `meaning` says what a person can. */
  repair: textSchema.nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Why the library was looked through: somebody wished it, it was time, or a core or the database had ended without closing. */
export const checkReasonSchema = z.enum(['wish', 'schedule', 'interruption']);
export type CheckReason = z.infer<typeof checkReasonSchema>;

/** The newest look through the library. */
export const lastCheckSchema = z.object({
  reason: checkReasonSchema,
  readsMedia: z.boolean(),
  finishedAt: momentSchema,
  /** What was found and not mended since. */
  findings: z.array(findingSchema),
});
export type LastCheck = z.infer<typeof lastCheckSchema>;

/** `media`: reads every recording from end to end, to find changes that keep its size. */
const wishSchema = z.object({ media: z.boolean().default(false) }).default({ media: false });

export const maintenanceContract = {
  /** What the newest check found; null when there was none. */
  last: procedure.output(lastCheckSchema.nullable()),
  check: procedure.input(wishSchema).output(z.object({ findings: z.array(findingSchema) })),
  /** Checks and mends what can be mended; each repair is a transaction, and noted in the table `repairs`. */
  repair: procedure
    .input(wishSchema)
    .output(z.object({ mended: z.array(findingSchema), left: z.array(findingSchema) })),
};

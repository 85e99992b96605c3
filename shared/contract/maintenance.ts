import { z } from 'zod';
import { textSchema } from '../sentences.ts';
import { procedure } from './base.ts';

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

/** `media`: reads every recording from end to end, to find changes that keep its size. */
const wishSchema = z.object({ media: z.boolean().default(false) }).default({ media: false });

export const maintenanceContract = {
  check: procedure.input(wishSchema).output(z.object({ findings: z.array(findingSchema) })),
  /** Checks and mends what can be mended; each repair is a transaction, and noted in the table `repairs`. */
  repair: procedure
    .input(wishSchema)
    .output(z.object({ mended: z.array(findingSchema), left: z.array(findingSchema) })),
};

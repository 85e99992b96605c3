import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { idSchema, procedure } from './base.ts';

/** A file whose content is in the library already, under whatever name. */
const repeatSchema = z.object({
  path: z.string(),
  /** The recording that is here; null where the same content was given twice at once. */
  recordingId: idSchema.nullable(),
  /** What that recording is called, or the name of the file that was given first. */
  title: z.string(),
});

const comparisonSchema = z.object({
  /** The files that are new, in the order in which they would be added. */
  fresh: z.array(z.string()),
  repeats: z.array(repeatSchema),
  refused: z.array(z.object({ path: z.string(), failure: failureSchema })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const ingestContract = {
  /**
   * Tells of files and folders (absolute paths) what is new and what is here already, before anything is added. Ends with
   * `compared`. A copy that was handed over and is here already is given up.
   */
  compare: procedure.input(z.object({ paths: z.array(z.string().min(1)).min(1) })).output(
    eventIterator(
      z.discriminatedUnion('type', [
        /** 0..1 of what has to be read. */
        z.object({ type: z.literal('progress'), share: z.number().min(0).max(1) }),
        comparisonSchema.extend({ type: z.literal('compared') }),
      ]),
    ),
  ),
};

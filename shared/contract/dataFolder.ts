import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { momentSchema, procedure } from './base.ts';

/** A folder that the data was in before it was moved; it is kept until a person lets it go. */
export const formerFolderSchema = z.object({
  path: z.string(),
  movedAt: momentSchema,
  /** Bytes of what is left there. */
  size: z.number().int().nonnegative(),
});
export type FormerFolder = z.infer<typeof formerFolderSchema>;

const viewSchema = z.object({
  folder: z.string(),
  /** Bytes of everything in it, the database included. */
  size: z.number().int().nonnegative(),
  freeBytes: z.number().nonnegative(),
  /** Whether it can be moved from here: not with a PostgreSQL server of the user's own. */
  isMovable: z.boolean(),
  former: z.array(formerFolderSchema),
  /** Why the last move was not finished; nothing was changed then. */
  failure: failureSchema.nullable(),
});
export type DataFolderView = z.infer<typeof viewSchema>;

const target = z.object({ to: z.string().min(1) });

/** Where everything that Trax keeps lies, and moving it. Progress is told as the job `move` of `portability`. */
export const dataFolderContract = {
  view: procedure.output(viewSchema),
  /** Whether the data can be moved there, and the room that it needs and finds. Throws MOVE_REFUSED, FOLDER_NOT_WRITABLE. */
  inspect: procedure.input(target).output(z.object({ size: z.number(), freeBytes: z.number() })),
  /** Copies while Trax goes on; then everything is closed for the rest and opened again in the new place. */
  move: procedure.input(target).output(z.object({ started: z.boolean() })),
  /** Deletes what a move has left behind. */
  forgetFormer: procedure
    .input(z.object({ path: z.string().min(1) }))
    .output(z.object({ removed: z.boolean() })),
};

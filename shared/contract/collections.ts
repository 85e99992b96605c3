import { z } from 'zod';
import { idSchema, procedure } from './base.ts';

const nameSchema = z.string().trim().min(1).max(200);
const changedSchema = z.object({ changed: z.number().int().nonnegative() });
const membersSchema = z.object({ id: idSchema, recordings: z.array(idSchema).min(1) });

/** Where recordings are found besides the list of all of them, and how many are there. */
export const shelvesSchema = z.object({
  /** Recordings outside of the bin. */
  total: z.number().int().nonnegative(),
  binned: z.number().int().nonnegative(),
  collections: z.array(z.object({ id: idSchema, name: z.string(), count: z.number().int() })),
  tags: z.array(z.object({ name: z.string(), count: z.number().int() })),
  /** ISO 639-1 codes of the languages that are spoken in some recording. */
  languages: z.array(z.string()),
});
export type Shelves = z.infer<typeof shelvesSchema>;

/** Folders and tags. A recording can be in several collections; deleting one leaves its recordings where they are. */
export const collectionsContract = {
  shelves: procedure.output(shelvesSchema),
  /** Makes a collection, with recordings in it if some are given; one of the same name is used. */
  create: procedure
    .input(z.object({ name: nameSchema, recordings: z.array(idSchema).default([]) }))
    .output(z.object({ id: idSchema })),
  rename: procedure.input(z.object({ id: idSchema, name: nameSchema })).output(z.object({ id: idSchema })),
  remove: procedure.input(z.object({ id: idSchema })).output(changedSchema),
  put: procedure.input(membersSchema).output(changedSchema),
  take: procedure.input(membersSchema).output(changedSchema),
  /** The tags that some recordings bear, and how many of them do. */
  tagsOf: procedure
    .input(z.object({ recordings: z.array(idSchema).min(1) }))
    .output(z.array(z.object({ name: z.string(), count: z.number().int() }))),
  /** Adds tags to recordings and takes others away. */
  tag: procedure
    .input(
      z.object({
        recordings: z.array(idSchema).min(1),
        add: z.array(nameSchema).default([]),
        remove: z.array(nameSchema).default([]),
      }),
    )
    .output(changedSchema),
};

import { z } from 'zod';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';

/** What a person noted at a second of a recording; a bookmark where the text is empty. */
export const noteSchema = z.object({
  id: idSchema,
  at: secondsSchema,
  text: z.string().max(10_000),
  createdAt: momentSchema,
});
export type Note = z.infer<typeof noteSchema>;

export const notesContract = {
  /** The notes of a recording, in the order of their seconds. */
  list: procedure.input(z.object({ recordingId: idSchema })).output(z.array(noteSchema)),
  /** Writes a note, a new one or another text for one that is there. Whoever asks names it, so that asking twice is no harm. */
  put: procedure
    .input(noteSchema.omit({ createdAt: true }).extend({ recordingId: idSchema }))
    .output(noteSchema),
  remove: procedure.input(z.object({ id: idSchema })).output(z.object({ removed: z.number().int() })),
};

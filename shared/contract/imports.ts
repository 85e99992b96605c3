import { z } from 'zod';
import { idSchema, procedure } from './base.ts';

export const importsContract = {
  /**
   * Takes a transcript that was made elsewhere (SRT, WebVTT, plain text, Trax JSON; an absolute path) as a transcript of its
   * own: of a recording, or of a new one that has text only. Where the recording was heard, words take their times from
   * that; where it is being heard, or has to be because the text has no times, the text waits for it.
   */
  add: procedure
    .input(z.object({ path: z.string().min(1), recordingId: idSchema.nullable().default(null) }))
    .output(
      z.object({
        recordingId: idSchema,
        /** Null while the text waits. */
        transcriptId: idSchema.nullable(),
        passages: z.number().int(),
      }),
    ),
  /** Takes an imported transcript away again; what was there before is shown as before. */
  undo: procedure.input(z.object({ transcriptId: idSchema })).output(z.void()),
};

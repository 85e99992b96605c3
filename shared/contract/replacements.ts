import { z } from 'zod';
import { replacementRuleSchema } from '../transcript/replacements.ts';
import { idSchema, procedure, secondsSchema } from './base.ts';

/** Replacements that are made together, under a name. */
export const replacementSetSchema = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(100),
  rules: z.array(replacementRuleSchema).max(1000),
});
export type ReplacementSet = z.infer<typeof replacementSetSchema>;

const rulesSchema = z.array(replacementRuleSchema).min(1).max(1000);

/** What replacing would change in one recording. */
export const foreseenSchema = z.object({
  recordingId: idSchema,
  transcriptId: idSchema,
  title: z.string(),
  /** How many paragraphs would be different. */
  count: z.number().int().positive(),
  /** The first of them. */
  samples: z.array(z.object({ at: secondsSchema, before: z.string(), after: z.string() })),
});
export type Foreseen = z.infer<typeof foreseenSchema>;

export const replacementsContract = {
  list: procedure.output(z.array(replacementSetSchema)),
  /** Writes a set, a new one or another state of one that is there. */
  put: procedure.input(replacementSetSchema).output(replacementSetSchema),
  remove: procedure.input(z.object({ id: idSchema })).output(z.object({ removed: z.number().int() })),
  /** What replacing would do, in one transcript or in the shown one of every recording. Throws INVALID_INPUT for a pattern that takes too long. */
  preview: procedure
    .input(z.object({ rules: rulesSchema, transcriptId: idSchema.nullable() }))
    .output(z.array(foreseenSchema)),
  /** Replaces, as one edit for each transcript: each can be taken back where it was made. */
  apply: procedure
    .input(z.object({ rules: rulesSchema, transcriptIds: z.array(idSchema).min(1) }))
    .output(z.object({ transcripts: z.number().int(), segments: z.number().int() })),
};

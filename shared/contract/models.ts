import { z } from 'zod';
import { failureSchema } from '../errors.ts';
import { textSchema } from '../sentences.ts';
import { procedure } from './base.ts';

/** A model of the catalogue or of a model folder, and how it stands on this computer. */
export const modelSchema = z.object({
  /** e.g. `large-v3-turbo-q5_0`; a file that is not of the catalogue is called by its file name. */
  name: z.string(),
  file: z.string(),
  task: z.enum(['transcription', 'voice-activity']),
  /** `many`, or ISO 639-1 codes. */
  languages: z.union([z.literal('many'), z.array(z.string())]),
  /** Bytes; null when only the server knows. */
  size: z.number().int().positive().nullable(),
  /** About how many bytes it has where only the server knows; null where `size` says it or nothing is known. */
  estimatedSize: z.number().int().positive().nullable(),
  licence: z.string().nullable(),
  source: z.enum(['catalogue', 'file', 'sample']),
  path: z.string().nullable(),
  /** In a folder that Trax only reads (TRAX_MODELS_DIR, the bundled sample). */
  isReadOnly: z.boolean(),
  /** Why the file cannot be used; null when it can or is not there. */
  damage: textSchema.nullable(),
  /** Published word error rate in percent (English average), where there is one. */
  wordErrorRate: z.number().nullable(),
  download: z
    .object({
      received: z.number().int(),
      total: z.number().int().nullable(),
      failure: failureSchema.nullable(),
    })
    .nullable(),
});
export type Model = z.infer<typeof modelSchema>;

export const modelsContract = {
  list: procedure.output(
    z.object({
      models: z.array(modelSchema),
      folder: z.string(),
      /** What suits this computer, and why in one sentence. */
      recommended: z.object({ name: z.string(), reason: textSchema }),
    }),
  ),
  /** Starts or resumes a download; progress comes as events. */
  download: procedure.input(z.object({ name: z.string() })).output(z.object({ started: z.boolean() })),
  cancelDownload: procedure
    .input(z.object({ name: z.string() }))
    .output(z.object({ cancelled: z.boolean() })),
  /** Copies a model file into the model folder after it has been loaded once to see that it works. */
  import: procedure.input(z.object({ path: z.string().min(1) })).output(modelSchema),
  remove: procedure.input(z.object({ name: z.string() })).output(z.object({ removed: z.boolean() })),
};

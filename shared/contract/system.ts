import { z } from 'zod';
import { textSchema } from '../sentences.ts';
import { procedure } from './base.ts';

/** One thing that Trax needs or uses, as `trax doctor` and the settings list it. */
export const checkSchema = z.object({
  name: textSchema,
  state: z.enum(['ok', 'warning', 'missing']),
  /** What was found: a version and a path. */
  found: textSchema,
  /** What to do; null when nothing is to be done. */
  advice: textSchema.nullable(),
});
export type Check = z.infer<typeof checkSchema>;

export const systemContract = {
  info: procedure.output(
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'web', 'cli']),
      dataFolder: z.string(),
      platform: z.string(),
      freeBytes: z.number().nonnegative(),
      /** The bundled recording that can be tried without a model or a network. */
      samplePath: z.string().nullable(),
      /** Whether a transcription could start now, and if not why. */
      readiness: z.enum(['ready', 'no-model', 'no-engine', 'no-ffmpeg', 'no-endpoint']),
      workers: z.number().int().positive(),
      /** Whether the library is on a server that other computers can reach as well. */
      isShared: z.boolean(),
    }),
  ),
  doctor: procedure.output(z.array(checkSchema)),
  /** Adds the bundled recording with the bundled model. */
  trySample: procedure.output(z.object({ recordingId: z.uuid() })),
};

import { z } from 'zod';

export const engineNames = ['whisper.cpp', 'openai', 'whisper.node'] as const;
export const engineNameSchema = z.enum(engineNames);
export type EngineName = z.infer<typeof engineNameSchema>;

/** Names and terms that are likely to be said; the recogniser gets at most ten of them with a window. */
export const hintsSchema = z.array(z.string().trim().min(1).max(80)).max(200);

/** How one recording is to be transcribed; stored with the item, so that a retry means the same. */
export const transcribeOptionsSchema = z.object({
  engine: engineNameSchema,
  /** A name of the catalogue, an absolute path of a model file, or the endpoint's own name for its model. */
  model: z.string().min(1),
  /** `auto` or an ISO 639-1 code. */
  language: z.string().min(2).max(8).default('auto'),
  /** Translate the speech to English instead of writing it down as spoken. */
  translate: z.boolean().default(false),
  hints: hintsSchema.default([]),
  /** Send the text of the window before as a prompt. Off unless proved to help: it invites loops. */
  previousTextAsPrompt: z.boolean().default(false),
});
export type TranscribeOptions = z.infer<typeof transcribeOptionsSchema>;

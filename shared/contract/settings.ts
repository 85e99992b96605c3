import { z } from 'zod';
import { procedure } from './base.ts';
import { changesOf } from './changes.ts';
import { engineNameSchema } from './options.ts';

/** What people can set. Every setting has a default, so that a missing or damaged file is no obstacle. */
export const settingsSchema = z.object({
  engine: engineNameSchema.default('whisper.cpp'),
  /** Empty means: the recommended model, else whatever is installed. */
  model: z.string().default(''),
  language: z.string().min(2).max(8).default('auto'),
  translate: z.boolean().default(false),
  endpointUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  endpointModel: z.string().default('whisper-1'),
  endpointMaxMegabytes: z.number().min(1).max(1000).default(25),
  ffmpegPath: z.string().default(''),
  /** 0 means: as many as this computer bears. */
  workers: z.number().int().min(0).max(64).default(0),
  /** Backups while Trax is open. */
  backupEvery: z.enum(['day', 'week', 'never']).default('day'),
  /** Looking for damage, while Trax is open. */
  checkEvery: z.enum(['day', 'week', 'never']).default('week'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** What Trax speaks with people; `system` follows the computer. The language of recordings is `language`. */
  pageLanguage: z.enum(['system', 'en', 'de']).default('system'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A stored API key is never given back, only whether there is one and where it lies. */
export const settingsViewSchema = settingsSchema.extend({
  hasApiKey: z.boolean(),
  keyStore: z.enum(['system', 'file']),
});

export const settingsContract = {
  get: procedure.output(settingsViewSchema),
  update: procedure
    .input(changesOf(settingsSchema).extend({ apiKey: z.string().nullable().optional() }))
    .output(settingsViewSchema),
};

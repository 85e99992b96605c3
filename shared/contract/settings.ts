import { z } from 'zod';
import { afterwardsSchema } from './afterwards.ts';
import { procedure } from './base.ts';
import { changesOf } from './changes.ts';
import { timeOfDaySchema } from './computers.ts';
import { exportFormatSchema, exportOptionsSchema, filePatternSchema } from './exports.ts';
import { engineNameSchema, hintsSchema } from './options.ts';

/** What was exported last, which is what is offered next. */
export const exportChoiceSchema = z.object({
  format: exportFormatSchema.default('txt'),
  options: exportOptionsSchema.default(exportOptionsSchema.parse({})),
  /** For several recordings at once. */
  pattern: filePatternSchema.default('{title}.{ext}'),
  folder: z.string().default(''),
});
export type ExportChoice = z.infer<typeof exportChoiceSchema>;

/** What people can set. Every setting has a default, so that a missing or damaged file is no obstacle. */
export const settingsSchema = z.object({
  engine: engineNameSchema.default('whisper.cpp'),
  /** Empty means: the recommended model, else whatever is installed. */
  model: z.string().default(''),
  language: z.string().min(2).max(8).default('auto'),
  translate: z.boolean().default(false),
  hints: hintsSchema.default([]),
  /** What follows when recordings are done, where their batch says nothing else. */
  afterwards: afterwardsSchema.default(afterwardsSchema.parse({})),
  endpointUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  endpointModel: z.string().trim().min(1).max(200).default('whisper-1'),
  endpointMaxMegabytes: z.number().int().min(1).max(1000).default(25),
  /** Recordings that are sent to the endpoint at the same time, by all computers together. */
  endpointConcurrency: z.number().int().min(1).max(64).default(4),
  /** What a minute of sound costs there, to show what was spent; 0 is unknown. */
  endpointPricePerMinute: z.number().min(0).max(100).default(0),
  /** ISO 4217. */
  endpointCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency has three letters')
    .default('USD'),
  ffmpegPath: z.string().default(''),
  /** 0 means: as many as this computer bears. */
  workers: z.number().int().min(0).max(64).default(0),
  /** Megabytes for all recognisers of a computer together; 0 means: most of what it has. */
  memoryLimitMb: z.number().int().min(0).max(4_000_000).default(0),
  /** The share of a computer's processor cores that recognition may use. */
  cpuLimitPercent: z.number().int().min(10).max(100).default(90),
  /** Where a model does not fit into memory, go on with a smaller one instead of failing. */
  allowSmallerModel: z.boolean().default(false),
  pauseOnBattery: z.boolean().default(false),
  /** Work only between these times of the day. */
  onlyBetween: z.boolean().default(false),
  workFrom: timeOfDaySchema.default('22:00'),
  workTo: timeOfDaySchema.default('06:00'),
  /** Finish what runs and begin nothing new. */
  beginsNothing: z.boolean().default(false),
  /** Let other computers of the same library fetch recordings from here. */
  sharesRecordings: z.boolean().default(false),
  /** The port for that, which a firewall has to let through; 0 is any. Those below 1024 are the system's. */
  sharePort: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .refine((port) => port === 0 || port >= 1024, 'a port is 0, or from 1024 to 65535')
    .default(0),
  /** Backups while Trax is open. */
  backupEvery: z.enum(['day', 'week', 'never']).default('day'),
  /** Looking for damage, while Trax is open. */
  checkEvery: z.enum(['day', 'week', 'never']).default('week'),
  /** Days after which what is in the bin is removed for good; 0 keeps it. */
  binDays: z.number().int().min(0).max(3650).default(30),
  exportChoice: exportChoiceSchema.nullable().default(null),
  /** Whether the sound stands still while somebody types, and goes on a second after. */
  pauseWhileTyping: z.boolean().default(false),
  /** Keys that people gave to actions, by the action's id; what is not in it is as usual. */
  shortcuts: z.record(z.string(), z.array(z.string().min(1).max(40)).max(9)).default({}),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** What Trax speaks with people; `system` follows the computer. The language of recordings is `language`. */
  pageLanguage: z.enum(['system', 'en', 'de']).default('system'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Goes into a header: signs of ASCII, and no blanks but those that were copied with it. */
export const apiKeySchema = z
  .string()
  .trim()
  .regex(/^[!-~]+$/, 'a key has no blanks and no accents')
  .max(1000);

/** A stored API key is never given back, only whether there is one and where it lies. */
export const settingsViewSchema = settingsSchema.extend({
  hasApiKey: z.boolean(),
  keyStore: z.enum(['system', 'file']),
});

export const settingsContract = {
  get: procedure.output(settingsViewSchema),
  update: procedure
    .input(changesOf(settingsSchema).extend({ apiKey: apiKeySchema.nullable().optional() }))
    .output(settingsViewSchema),
  /** Asks the endpoint that is set for its models: null where it does not list any. Sends no recording. */
  tryEndpoint: procedure.output(z.object({ models: z.array(z.string()).nullable() })),
};

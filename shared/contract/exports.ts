import { z } from 'zod';
import { idSchema, procedure } from './base.ts';

export const exportFormats = ['txt', 'srt', 'vtt', 'json'] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** How a transcript is written; each format uses what concerns it. */
export const exportOptionsSchema = z.object({
  /** TXT: a time before every paragraph. */
  timestamps: z.boolean().default(false),
  speakers: z.boolean().default(true),
  /** Subtitles: characters in a line, lines on the screen. */
  lineLength: z.number().int().min(16).max(120).default(42),
  lines: z.number().int().min(1).max(4).default(2),
  /** Subtitles: shortest and longest time on the screen and the gap between two, in seconds. */
  minimumDuration: z.number().min(0).max(10).default(1),
  maximumDuration: z.number().min(1).max(30).default(7),
  gap: z.number().min(0).max(2).default(0.08),
  /** Subtitles: reading speed that is aimed at, in characters a second. */
  charactersPerSecond: z.number().min(5).max(60).default(20),
  /** VTT: a time before every word, for players that highlight what is spoken. */
  wordTimes: z.boolean().default(false),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

const requestSchema = z.object({
  transcriptId: idSchema,
  format: exportFormatSchema,
  options: exportOptionsSchema.partial().default({}),
});

export const exportsContract = {
  /** The whole document, for a preview, the clipboard or a browser's own download. */
  render: procedure
    .input(requestSchema)
    .output(z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
  /** Writes the document to an absolute path and remembers it. An existing file is replaced as a whole or not at all. */
  save: procedure
    .input(requestSchema.extend({ path: z.string().min(1) }))
    .output(z.object({ path: z.string(), size: z.number().int() })),
};

import { z } from 'zod';
import { idSchema, momentSchema, procedure, secondsSchema } from './base.ts';

/** In the order in which they are offered: to read, subtitles, to go on working with. */
export const exportFormats = [
  'txt',
  'md',
  'html',
  'docx',
  'pdf',
  'srt',
  'vtt',
  'ttml',
  'ass',
  'lrc',
  'csv',
  'tsv',
  'json',
  'template',
] as const;
export const exportFormatSchema = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What a new template begins with: every kind of place that can be filled in. */
export const sampleTemplate = `{{title}}
{{#paragraphs}}

[{{start.clock}}] {{#speaker}}{{speaker}}: {{/speaker}}{{text}}
{{/paragraphs}}
`;

/** How a transcript is written; each format uses what concerns it. */
export const exportOptionsSchema = z.object({
  /** To read: a time before every paragraph. */
  timestamps: z.boolean().default(false),
  speakers: z.boolean().default(true),
  /** To read: what one speaker says without a long pause in one paragraph, else every segment by itself. */
  paragraphs: z.boolean().default(true),
  /** HTML: the sound itself inside the page, with a player that follows the words. */
  sound: z.boolean().default(false),
  /** Subtitles: characters in a line, lines on the screen. */
  lineLength: z.number().int().min(16).max(120).default(42),
  lines: z.number().int().min(1).max(4).default(2),
  /** Subtitles: shortest and longest time on the screen and the gap between two, in seconds. */
  minimumDuration: z.number().min(0).max(10).default(1),
  maximumDuration: z.number().min(1).max(30).default(7),
  gap: z.number().min(0).max(2).default(0.08),
  /** Subtitles: a pause shorter than this (seconds) is no pause: the subtitle before it stays, up to the gap. */
  closePausesUnder: z.number().min(0).max(3).default(0),
  /** Subtitles: reading speed that is aimed at, in characters a second. */
  charactersPerSecond: z.number().min(5).max(60).default(20),
  /** Subtitles: a time for every word, for players that highlight what is spoken. */
  wordTimes: z.boolean().default(false),
  /** Tables: a row for each. */
  rows: z.enum(['segments', 'words']).default('segments'),
  /** A template of one's own: its text, and how its files end. */
  template: z.string().max(100_000).default(sampleTemplate),
  templateExtension: z
    .string()
    .regex(/^[A-Za-z0-9]{1,12}$/, 'an ending is letters and digits')
    .default('txt'),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

const requestSchema = z.object({
  transcriptId: idSchema,
  format: exportFormatSchema,
  options: exportOptionsSchema.partial().default({}),
});

/** A place where subtitles do not keep to what was asked of them. */
export const violationSchema = z.object({
  kind: z.enum(['lineLength', 'lines', 'tooShort', 'tooLong', 'gap', 'tooFast']),
  /** Where in the recording. */
  at: secondsSchema,
  /** How it is there: characters, lines, seconds or characters a second. */
  value: z.number(),
  text: z.string(),
});
export type Violation = z.infer<typeof violationSchema>;

/** A document that was written. */
export const writtenExportSchema = z.object({
  id: idSchema,
  transcriptId: idSchema,
  format: exportFormatSchema,
  options: exportOptionsSchema.partial(),
  path: z.string(),
  size: z.number().int().nullable(),
  /** False where it was moved or deleted since. */
  isThere: z.boolean(),
  at: momentSchema,
});
export type WrittenExport = z.infer<typeof writtenExportSchema>;

/** The name of a file: `{title}`, `{language}`, `{date}` and `{speakers}` are filled in. */
export const filePatternSchema = z
  .string()
  .max(200)
  .regex(/^[^/\\]+\.\{ext\}$/, 'a pattern is a file name that ends with .{ext}');

export const exportsContract = {
  /** The whole document, for the clipboard or a browser's own download. What is no text comes as Base64. */
  render: procedure
    .input(requestSchema)
    .output(
      z.object({ fileName: z.string(), mediaType: z.string(), content: z.string(), isBase64: z.boolean() }),
    ),
  /** The beginning of the document as it will be, and what of the subtitles is not as asked for. */
  preview: procedure.input(requestSchema).output(
    z.object({
      fileName: z.string(),
      /** A page to look at (HTML) for what is no text. */
      content: z.string(),
      isPage: z.boolean(),
      isCut: z.boolean(),
      /** The first hundred of them. */
      violations: z.array(violationSchema),
      violationCount: z.number().int(),
      subtitleCount: z.number().int(),
    }),
  ),
  /** Writes the document to an absolute path and remembers it. An existing file is replaced as a whole or not at all. */
  save: procedure
    .input(requestSchema.extend({ path: z.string().min(1) }))
    .output(z.object({ path: z.string(), size: z.number().int() })),
  /**
   * Writes the transcripts of several recordings into a folder (absolute; null is Trax's own), named by a pattern; files
   * that are there keep their names. Those without a transcript are counted in `skipped`.
   */
  saveMany: procedure
    .input(
      requestSchema.omit({ transcriptId: true }).extend({
        recordingIds: z.array(idSchema).min(1).max(10_000),
        folder: z.string().min(1).nullable(),
        pattern: filePatternSchema,
      }),
    )
    .output(
      z.object({ folder: z.string(), paths: z.array(z.string()), skipped: z.number().int().nonnegative() }),
    ),
  /** What was written of a recording's transcripts, newest first. */
  list: procedure
    .input(z.object({ recordingId: idSchema, limit: z.number().int().min(1).max(500).default(50) }))
    .output(z.array(writtenExportSchema)),
  /** Writes a document anew to where it was, as the transcript is now. */
  again: procedure
    .input(z.object({ id: idSchema }))
    .output(z.object({ path: z.string(), size: z.number().int() })),
};

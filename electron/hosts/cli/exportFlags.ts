import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import {
  type ExportFormat,
  type ExportOptions,
  exportFormatSchema,
  exportFormats,
  exportOptionsSchema,
} from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { presetNames, presets } from '../../../shared/formats/presets.ts';

/** What every command takes that writes transcripts. */
export const exportFlagsSchema = z.object({
  format: exportFormatSchema.optional(),
  timestamps: z.boolean().optional(),
  speakers: z.boolean().optional(),
  paragraphs: z.boolean().optional(),
  sound: z.boolean().optional(),
  preset: z.enum(presetNames).optional(),
  lineLength: z.number().optional(),
  lines: z.number().optional(),
  minDuration: z.number().optional(),
  maxDuration: z.number().optional(),
  gap: z.number().optional(),
  closePauses: z.number().optional(),
  readingSpeed: z.number().optional(),
  wordTimes: z.boolean().optional(),
  words: z.boolean().optional(),
  template: z.string().min(1).optional(),
});
export type ExportFlags = z.infer<typeof exportFlagsSchema>;

const numbers = {
  lineLength: ['--line-length <characters>', 'subtitles: the longest line'],
  lines: ['--lines <number>', 'subtitles: lines on the screen'],
  minimumDuration: ['--min-duration <seconds>', 'subtitles: shown at least so long'],
  maximumDuration: ['--max-duration <seconds>', 'subtitles: shown at most so long'],
  gap: ['--gap <seconds>', 'subtitles: between two'],
  closePausesUnder: ['--close-pauses <seconds>', 'subtitles: stay through pauses shorter than this'],
  charactersPerSecond: ['--reading-speed <characters>', 'subtitles: to read in a second'],
} as const;

/** Adds the options that say how a transcript is written. */
export function addExportFlags(command: Command): Command {
  command
    .addOption(new Option('--format <format>', 'what to write (default: txt)').choices(exportFormats))
    .option('--timestamps', 'to read: a time before every paragraph')
    .option('--no-speakers', 'without the names of speakers')
    .option('--no-paragraphs', 'to read: every segment by itself')
    .option('--sound', 'html: with the sound and a player inside')
    .addOption(new Option('--preset <name>', 'subtitles: as a publisher wants them').choices(presetNames));
  for (const [name, [flag, description]] of Object.entries(numbers)) {
    command.addOption(new Option(flag, description).argParser(numberFor(name as keyof typeof numbers)));
  }
  return command
    .option('--word-times', 'vtt, ttml, ass, lrc: a time for every word')
    .option('--words', 'csv, tsv: a row for every word')
    .option(
      '--template <file>',
      'a template of your own (docs/formats.md); its ending is that of the result',
    );
}

/** The limits are those of the contract. */
function numberFor(name: keyof typeof numbers) {
  return (text: string): number => {
    const parsed = exportOptionsSchema.shape[name].safeParse(text.trim() === '' ? Number.NaN : Number(text));
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'It takes a number.');
  };
}

/** The format and the options that flags come to. Throws FILE_NOT_FOUND for a template that is not there. */
export async function exportWish(
  flags: ExportFlags,
): Promise<{ format: ExportFormat | undefined; options: Partial<ExportOptions> }> {
  const { template } = flags;
  const given = {
    timestamps: flags.timestamps,
    speakers: flags.speakers,
    paragraphs: flags.paragraphs,
    sound: flags.sound,
    lineLength: flags.lineLength,
    lines: flags.lines,
    minimumDuration: flags.minDuration,
    maximumDuration: flags.maxDuration,
    gap: flags.gap,
    closePausesUnder: flags.closePauses,
    charactersPerSecond: flags.readingSpeed,
    wordTimes: flags.wordTimes,
    rows: flags.words ? ('words' as const) : undefined,
    ...(template !== undefined && {
      template: await readTemplate(resolve(template)),
      templateExtension: extname(template).slice(1) || 'txt',
    }),
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    format: flags.format ?? (template === undefined ? undefined : 'template'),
    options: { ...(flags.preset && presets[flags.preset]), ...Object.fromEntries(said) },
  };
}

async function readTemplate(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TraxError('FILE_NOT_FOUND', { path }, { cause });
  }
}

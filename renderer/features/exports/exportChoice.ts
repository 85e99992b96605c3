import type { ExportFormat, ExportOptions } from '../../../shared/contract/exports.ts';
import { type ExportChoice, exportChoiceSchema } from '../../../shared/contract/settings.ts';
import { formats } from '../../../shared/formats/formats.ts';
import { type PresetName, presetOf, presets } from '../../../shared/formats/presets.ts';

/** The name of a format as its users write it. */
export const formatNames: Record<ExportFormat, string> = {
  txt: 'TXT',
  md: 'Markdown',
  html: 'HTML',
  docx: 'Word',
  pdf: 'PDF',
  srt: 'SRT',
  vtt: 'VTT',
  ttml: 'TTML',
  ass: 'ASS',
  lrc: 'LRC',
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  template: 'Template',
};

/** What there is to be put into a document. */
export interface Exportable {
  hasSound: boolean;
  hasSpeakers: boolean;
}

/** What can be said about documents of a format. */
export function optionsOf(format: ExportFormat) {
  const { kind } = formats[format];
  const isReading = kind === 'reading';
  const isTable = format === 'csv' || format === 'tsv';
  return {
    timestamps: isReading,
    paragraphs: isReading || format === 'template',
    speakers: format !== 'json' && format !== 'template',
    sound: format === 'html',
    layout: kind === 'subtitles',
    lines: format !== 'lrc',
    wordTimes: kind === 'subtitles' && format !== 'srt',
    rows: isTable,
    template: format === 'template',
    /** Text that a clipboard can hold. */
    canCopy: format !== 'docx' && format !== 'pdf',
  };
}

/** What was exported last, which is what is offered next. */
export function startingChoice(remembered: ExportChoice | null | undefined): ExportChoice {
  return remembered ?? exportChoiceSchema.parse({});
}

/** The preset that the options are; `own` where they are none. */
export function chosenPreset(options: ExportOptions): PresetName | 'own' {
  return presetOf(options) ?? 'own';
}

/** The options with a preset's figures; `own` leaves them as they are, to be changed. */
export function withPreset(options: ExportOptions, name: PresetName | 'own'): ExportOptions {
  return name === 'own' ? options : { ...options, ...presets[name] };
}

import type { ExportFormat } from '../contract/exports.ts';
import { printAss } from './ass.ts';
import type { Format, Print, TextFormat } from './format.ts';
import { printHtml } from './html.ts';
import { printJson } from './json.ts';
import { printLrc } from './lrc.ts';
import { printMd } from './md.ts';
import { printSrt } from './srt.ts';
import { printCsv, printTsv } from './table.ts';
import { printTtml } from './ttml.ts';
import { printTxt } from './txt.ts';
import { printVtt } from './vtt.ts';

/** Every format that a transcript can be exported to. */
export const formats: Record<ExportFormat, Format> = {
  txt: { extension: 'txt', mediaType: 'text/plain; charset=utf-8', kind: 'reading' },
  md: { extension: 'md', mediaType: 'text/markdown; charset=utf-8', kind: 'reading' },
  html: { extension: 'html', mediaType: 'text/html; charset=utf-8', kind: 'reading' },
  docx: {
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kind: 'reading',
  },
  pdf: { extension: 'pdf', mediaType: 'application/pdf', kind: 'reading' },
  srt: { extension: 'srt', mediaType: 'application/x-subrip; charset=utf-8', kind: 'subtitles' },
  vtt: { extension: 'vtt', mediaType: 'text/vtt; charset=utf-8', kind: 'subtitles' },
  ttml: { extension: 'ttml', mediaType: 'application/ttml+xml; charset=utf-8', kind: 'subtitles' },
  ass: { extension: 'ass', mediaType: 'text/x-ssa; charset=utf-8', kind: 'subtitles' },
  lrc: { extension: 'lrc', mediaType: 'text/plain; charset=utf-8', kind: 'subtitles' },
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', kind: 'data' },
  tsv: { extension: 'tsv', mediaType: 'text/tab-separated-values; charset=utf-8', kind: 'data' },
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8', kind: 'data' },
  /** Its files end as its owner says; see `extensionOf`. */
  template: { extension: 'txt', mediaType: 'text/plain; charset=utf-8', kind: 'data' },
};

export const textPrinters: Record<TextFormat, Print> = {
  txt: printTxt,
  md: printMd,
  html: printHtml,
  srt: printSrt,
  vtt: printVtt,
  ttml: printTtml,
  ass: printAss,
  lrc: printLrc,
  csv: printCsv,
  tsv: printTsv,
  json: printJson,
};

/** How the files of a format end, without the dot. */
export function extensionOf(
  format: ExportFormat,
  options: { templateExtension?: string | undefined },
): string {
  return format === 'template' ? (options.templateExtension ?? 'txt') : formats[format].extension;
}

import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';
import { passagesOf } from './reading.ts';

/** Plain text in paragraphs, each with its time and speaker where that is asked for. */
export function printTxt(document: TranscriptDocument, options: ExportOptions): string {
  return passagesOf(document, options)
    .map(({ time, name, text }) => `${time ? `[${time}] ` : ''}${name ? `${name}: ` : ''}${text}\n`)
    .join(options.paragraphs ? '\n' : '');
}

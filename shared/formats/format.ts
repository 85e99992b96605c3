import type { ExportFormat, ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';

/** What a format is for: to read, to show with a picture, or to go on working with. */
export type FormatKind = 'reading' | 'subtitles' | 'data';

/** A way to write a transcript down. */
export interface Format {
  /** Without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  readonly kind: FormatKind;
}

/** Formats that need more than this folder has: a library, or a program of the computer. */
export type MadeElsewhere = 'docx' | 'pdf' | 'template';
export type TextFormat = Exclude<ExportFormat, MadeElsewhere>;

/** Gives the whole file, ending with a line end. */
export type Print = (document: TranscriptDocument, options: ExportOptions) => string;

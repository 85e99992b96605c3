import type { ExportOptions } from '../contract/exports.ts';
import type { TranscriptDocument } from '../transcript/document.ts';

/** A way to write a transcript down. */
export interface Format {
  /** Without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** The whole file, ending with a line feed. */
  print(document: TranscriptDocument, options: ExportOptions): string;
}

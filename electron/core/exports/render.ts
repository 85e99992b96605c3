import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type ExportFormat,
  type ExportOptions,
  exportOptionsSchema,
} from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { textPrinters } from '../../../shared/formats/formats.ts';
import { printHtml } from '../../../shared/formats/html.ts';
import { say } from '../../../shared/sentences.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import type { Host } from '../host.ts';
import { writeFailure } from '../models/disk.ts';
import { printTemplate } from './template.ts';

/** What formats need that are more than text. */
export interface PrintTools {
  readonly printPage: Host['printPage'];
  /** The folder of the fonts that come with Trax. Absolute. */
  readonly fonts: string;
  /** The recording's sound as a `data:` address; undefined where it has a text only. */
  sound(): Promise<string | undefined>;
}

/** A transcript as the content of a file; options that are left out have their defaults. */
export async function renderDocument(
  document: TranscriptDocument,
  format: ExportFormat,
  wished: Partial<ExportOptions>,
  tools: PrintTools,
): Promise<string | Uint8Array> {
  const options = exportOptionsSchema.parse(wished);
  switch (format) {
    case 'docx': {
      // Loaded when it is needed: half a megabyte of code that most runs do without.
      const { printDocx } = await import('./docx.ts');
      return printDocx(document, options);
    }
    case 'pdf': {
      const { printPdf } = await import('./pdf/printPdf.ts');
      const written = await printPdf(document, options, tools.fonts);
      return written ?? tools.printPage(printHtml(document, options));
    }
    case 'template':
      return printTemplate(document, options);
    case 'html':
      return printHtml(document, options, options.sound ? await tools.sound() : undefined);
    default:
      return textPrinters[format](document, options);
  }
}

/**
 * Writes a content to an absolute path as a whole or not at all: beside it first, then in its place. Follows a link to the file
 * that it means. Throws DISK_FULL, FOLDER_NOT_WRITABLE, FILE_NOT_FOUND (no such folder) or INVALID_INPUT (a folder is there).
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const folder = dirname(target);
  const beside = join(folder, `.trax-${randomUUID()}.partial`);
  try {
    await using file = await open(beside, 'wx');
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw failureOf(error, path, folder);
  }
}

function failureOf(error: unknown, path: string, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new TraxError('FILE_NOT_FOUND', { path: folder }, { cause: error });
  }
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST') {
    return new TraxError('INVALID_INPUT', { reason: say('reason.folder', { path }) }, { cause: error });
  }
  return writeFailure(error, folder);
}

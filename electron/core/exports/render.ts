import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type ExportFormat,
  type ExportOptions,
  exportOptionsSchema,
} from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { formats } from '../../../shared/formats/formats.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import { writeFailure } from '../models/disk.ts';

/** A transcript as the text of a file; options that are left out have their defaults. */
export function renderDocument(
  document: TranscriptDocument,
  format: ExportFormat,
  options: Partial<ExportOptions> = {},
): string {
  return formats[format].print(document, exportOptionsSchema.parse(options));
}

/**
 * Writes a text to an absolute path as a whole or not at all: beside it first, then in its place. Follows a link to the file
 * that it means. Throws DISK_FULL, FOLDER_NOT_WRITABLE, FILE_NOT_FOUND (no such folder) or INVALID_INPUT (a folder is there).
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const folder = dirname(target);
  const beside = join(folder, `.trax-${randomUUID()}.partial`);
  try {
    await using file = await open(beside, 'wx');
    await file.writeFile(text);
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
    return new TraxError('INVALID_INPUT', { reason: `${path} is a folder` }, { cause: error });
  }
  return writeFailure(error, folder);
}

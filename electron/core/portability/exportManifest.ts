import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TraxError } from '../../../shared/errors.ts';
import { isMissing } from '../database/failures.ts';

export const manifestName = 'library.json';

const fileSchema = z.object({
  /** With `/`, relative to the folder. */
  path: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string(),
});

/** What an exported library says of itself; see README.md. */
export const exportManifestSchema = z.object({
  format: z.literal(1),
  trax: z.string(),
  /** The newest migration of the database that it came from. */
  schema: z.string(),
  exportedAt: z.iso.datetime(),
  tables: z.array(fileSchema.extend({ name: z.string(), rows: z.number().int() })),
  files: z.array(
    fileSchema.extend({
      recordingId: z.uuid(),
      column: z.string(),
      /** Where a person keeps it on the computer that it came from; null for what is Trax's own. */
      original: z.string().nullable(),
    }),
  ),
});
export type ExportManifest = z.infer<typeof exportManifestSchema>;

/** The columns of a recording that name files, and whether these go along without `--media`. */
export const fileColumns = [
  { column: 'file_path', isMedia: true },
  { column: 'playback_path', isMedia: true },
  { column: 'peaks_path', isMedia: false },
] as const;

/** Throws EXPORT_DAMAGED where there is none, or one that cannot be read. */
export async function readExport(folder: string): Promise<ExportManifest> {
  try {
    return exportManifestSchema.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
  } catch (cause) {
    const reason = isMissing(cause) ? `${manifestName} is missing` : `${manifestName} cannot be read`;
    throw new TraxError('EXPORT_DAMAGED', { path: folder, reason }, { cause });
  }
}

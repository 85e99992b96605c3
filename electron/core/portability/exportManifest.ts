import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { damaged, type ExportSource } from './exportSource.ts';

export const manifestName = 'library.json';

const fileSchema = z.object({
  /** With `/`, relative to the folder or archive. */
  path: z.string(),
  size: z.number().int().nonnegative(),
  sha256: z.string(),
});

/** What an exported library says of itself; see docs/archive.md. */
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

/** The manifest of an export, and what tells this export from others. Throws EXPORT_DAMAGED where it cannot be read. */
export async function readManifest(source: ExportSource): Promise<ExportManifest & { readonly id: string }> {
  if ((await source.sizeOf(manifestName)) === null) throw damaged(source.path, manifestName, 'is missing');
  try {
    const text = await buffer(await source.read(manifestName));
    const id = createHash('sha256').update(text).digest('hex');
    return { ...exportManifestSchema.parse(JSON.parse(text.toString())), id };
  } catch (cause) {
    throw damaged(source.path, manifestName, 'cannot be read', cause);
  }
}

import { z } from 'zod';
import {
  type ExportFormat,
  type ExportOptions,
  exportFormatSchema,
  exportOptionsSchema,
  type WrittenExport,
} from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { Export } from '../database/entities/export.ts';
import { exists } from './freePath.ts';

interface Written {
  readonly transcriptId: string;
  readonly format: ExportFormat;
  readonly options: Partial<ExportOptions>;
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

const rowSchema = z.object({
  id: z.string(),
  transcriptId: z.string(),
  format: exportFormatSchema,
  // What an older or a later Trax stored and cannot be read is the defaults.
  options: exportOptionsSchema.partial().catch({}),
  path: z.string(),
  size: z.number().nullable(),
  at: z.coerce.date(),
});

const columns = `e.id, e.transcript_id as "transcriptId", e.format, coalesce(e.options, '{}') as options,
  e.file_path as path, e.file_size::float8 as size, e.created_at as at`;

/** Which documents were written of which transcript, with what options, and where to. */
export function createHistory(database: Database) {
  const em = () => database.orm.em.fork();

  async function find(restriction: string, params: unknown[]): Promise<WrittenExport[]> {
    const rows = await em().execute(
      `select ${columns} from exports e join transcription_results t on t.id = e.transcript_id ${restriction}`,
      params,
    );
    // Formats that this Trax does not know (the original platform's) cannot be written again.
    const known = rows.flatMap((row) => rowSchema.safeParse(row).data ?? []);
    return Promise.all(
      known.map(async ({ at, ...row }) => ({
        ...row,
        isThere: await exists(row.path),
        at: at.toISOString(),
      })),
    );
  }

  return {
    async remember({ transcriptId, path, size, ...request }: Written): Promise<void> {
      const record = { ...request, transcript: transcriptId, filePath: path, fileSize: size };
      await em().insert(Export, record);
    },

    /** The newest of each file, newest first. */
    list: ({ recordingId, limit }: { recordingId: string; limit: number }) =>
      find(
        `where t.media_file_id = ? and not exists (select from exports later where later.file_path = e.file_path
           and (later.created_at, later.id) > (e.created_at, e.id))
         order by e.created_at desc, e.id limit ?`,
        [recordingId, limit],
      ),

    async one(id: string): Promise<WrittenExport> {
      const [found] = await find('where e.id = ?', [id]);
      if (!found) throw new TraxError('NOT_FOUND', { what: say('thing.export'), id });
      return found;
    },
  };
}

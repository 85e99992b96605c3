import { isAbsolute, normalize } from 'node:path';
import type { ExportFormat, ExportOptions } from '../../../shared/contract/exports.ts';
import { exportOptionsSchema } from '../../../shared/contract/exports.ts';
import { TraxError } from '../../../shared/errors.ts';
import { exportFileName } from '../../../shared/formats/fileName.ts';
import { formats } from '../../../shared/formats/formats.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import type { Database } from '../database/database.ts';
import { Export } from '../database/entities/export.ts';
import type { Library } from '../library/library.ts';
import type { Notes } from '../notes/notes.ts';
import type { Transcripts } from '../transcripts/transcripts.ts';
import { renderDocument, writeWhole } from './render.ts';

interface Request {
  readonly transcriptId: string;
  readonly format: ExportFormat;
  readonly options: Partial<ExportOptions>;
}

export type Exports = ReturnType<typeof createExports>;

/** Writing transcripts down as documents; every file that was saved is remembered. */
export function createExports(options: {
  database: Database;
  library: Library;
  transcripts: Transcripts;
  notes: Notes;
}) {
  const { database, library, transcripts, notes } = options;

  async function documentOf(transcriptId: string): Promise<TranscriptDocument> {
    const transcript = await transcripts.get(transcriptId);
    const [recording, noted, segments] = await Promise.all([
      library.one(transcript.recordingId),
      notes.list(transcript.recordingId),
      transcripts.everySegment(transcriptId),
    ]);
    const { language, isTranslation, engine, model, createdAt, coverage, warnings } = transcript;
    const { title, duration } = recording;
    return {
      title,
      duration,
      language,
      isTranslation,
      engine,
      model,
      createdAt,
      segments,
      coverage,
      warnings,
      notes: noted.map(({ at, text }) => ({ at, text })),
    };
  }

  async function render({ transcriptId, format, options: chosen }: Request) {
    const document = await documentOf(transcriptId);
    return {
      fileName: exportFileName(document.title, formats[format].extension),
      mediaType: formats[format].mediaType,
      text: renderDocument(document, format, exportOptionsSchema.parse(chosen)),
    };
  }

  return {
    render,

    async save(request: Request & { path: string }): Promise<{ path: string; size: number }> {
      const { transcriptId, format } = request;
      const path = normalize(request.path);
      if (!isAbsolute(path))
        throw new TraxError('INVALID_INPUT', { reason: `${path} is not an absolute path` });
      const { text } = await render(request);
      await writeWhole(path, text);
      const size = Buffer.byteLength(text);
      const record = { transcript: transcriptId, format, filePath: path, fileSize: size };
      await database.orm.em.fork().insert(Export, record);
      return { path, size };
    },
  };
}

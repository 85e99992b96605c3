import type { z } from 'zod';
import {
  type ExportFormat,
  type ExportOptions,
  exportOptionsSchema,
  type exportsContract,
} from '../../../shared/contract/exports.ts';
import { exportFileName, patternFileName } from '../../../shared/formats/fileName.ts';
import { extensionOf, formats } from '../../../shared/formats/formats.ts';
import { plainName } from '../../../shared/formats/reading.ts';
import type { TranscriptDocument } from '../../../shared/transcript/document.ts';
import type { Database } from '../database/database.ts';
import { absolutePath, makeFolder } from '../files.ts';
import type { Host } from '../host.ts';
import type { Library } from '../library/library.ts';
import type { Notes } from '../notes/notes.ts';
import type { Transcripts } from '../transcripts/transcripts.ts';
import { createDocuments, type Exported } from './documents.ts';
import { freePath } from './freePath.ts';
import { createHistory } from './history.ts';
import { previewOf } from './preview.ts';
import { renderDocument, writeWhole } from './render.ts';

interface Request {
  readonly transcriptId: string;
  readonly format: ExportFormat;
  readonly options: Partial<ExportOptions>;
}
type Input<Name extends keyof typeof exportsContract> = z.output<
  NonNullable<(typeof exportsContract)[Name]['~orpc']['inputSchema']>
>;
type Output<Name extends keyof typeof exportsContract> = z.infer<
  NonNullable<(typeof exportsContract)[Name]['~orpc']['outputSchema']>
>;

export type Exports = ReturnType<typeof createExports>;

/** Writing transcripts down as documents; every file that was saved is remembered. */
export function createExports(options: {
  database: Database;
  library: Library;
  transcripts: Transcripts;
  notes: Notes;
  printPage: Host['printPage'];
  /** The folder of the fonts that come with Trax. */
  fonts: string;
  soundOf(recordingId: string): Promise<string | undefined>;
  /** Where files go that nobody named a folder for. */
  ownFolder: string;
}) {
  const { database, library, transcripts, notes, printPage, fonts, soundOf, ownFolder } = options;
  const documentOf = createDocuments({ library, transcripts, notes });
  const history = createHistory(database);

  const contentOf = (
    { recordingId, document }: Exported,
    { format, options: chosen }: Omit<Request, 'transcriptId'>,
  ) => renderDocument(document, format, chosen, { printPage, fonts, sound: () => soundOf(recordingId) });

  const nameOf = ({ title }: TranscriptDocument, { format, options: chosen }: Request) =>
    exportFileName(title, extensionOf(format, chosen));

  async function write(exported: Exported, request: Request, path: string) {
    const content = await contentOf(exported, request);
    await writeWhole(path, content);
    const size = Buffer.byteLength(content);
    await history.remember({ ...request, path, size });
    return { path, size };
  }

  async function save(request: Request & { path: string }) {
    const path = absolutePath(request.path);
    return write(await documentOf(request.transcriptId), request, path);
  }

  return {
    save,
    list: history.list,

    async render(request: Request): Promise<Output<'render'>> {
      const exported = await documentOf(request.transcriptId);
      const content = await contentOf(exported, request);
      const isBase64 = typeof content !== 'string';
      return {
        fileName: nameOf(exported.document, request),
        mediaType: formats[request.format].mediaType,
        content: isBase64 ? Buffer.from(content).toString('base64') : content,
        isBase64,
      };
    },

    async preview(request: Request): Promise<Output<'preview'>> {
      const { document } = await documentOf(request.transcriptId);
      const shown = previewOf(document, request.format, exportOptionsSchema.parse(request.options));
      return { ...shown, fileName: nameOf(document, request) };
    },

    async saveMany(input: Input<'saveMany'>): Promise<Output<'saveMany'>> {
      const { recordingIds, pattern, format } = input;
      const folder = absolutePath(input.folder ?? ownFolder);
      await makeFolder(folder);
      const paths: string[] = [];
      let skipped = 0;
      for (const recordingId of recordingIds) {
        const { transcriptId } = await library.one(recordingId);
        if (!transcriptId) {
          skipped += 1;
          continue;
        }
        const exported = await documentOf(transcriptId);
        const name = patternFileName(
          pattern,
          extensionOf(format, input.options),
          valuesOf(exported.document),
        );
        const request = { transcriptId, format, options: input.options };
        const { path } = await write(exported, request, await freePath(folder, name));
        paths.push(path);
      }
      return { folder, paths, skipped };
    },

    async again(id: string) {
      const { transcriptId, format, options: chosen, path } = await history.one(id);
      return save({ transcriptId, format, options: chosen, path });
    },
  };
}

/** What a file's name can be made of. */
function valuesOf({ title, language, createdAt, segments }: TranscriptDocument): Record<string, string> {
  const speakers = [...new Set(segments.flatMap(({ speaker }) => speaker ?? []))].map(plainName);
  return { title, language: language ?? '', date: createdAt.slice(0, 10), speakers: speakers.join(', ') };
}

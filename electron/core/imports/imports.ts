import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, sep } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { TraxError } from '../../../shared/errors.ts';
import { type ImportedText, isTimed } from '../../../shared/formats/imported.ts';
import { parseTranscript } from '../../../shared/formats/parseTranscript.ts';
import { say } from '../../../shared/sentences.ts';
import { alignImported } from '../../../shared/transcript/alignImported.ts';
import type { Database } from '../database/database.ts';
import { MediaFile } from '../database/entities/mediaFile.ts';
import { WaitingText } from '../database/entities/waitingText.ts';
import type { Events } from '../events/events.ts';
import { absolutePath } from '../files.ts';
import type { Library } from '../library/library.ts';
import { decodeText } from './decodeText.ts';
import { spokenLanguage } from './spokenLanguage.ts';
import { heardWords, storeImported } from './storeImported.ts';

/** A day of speech is 2 MB of text, its JSON 60; more than this is another file. Bytes. */
const mostBytes = 200_000_000;

export interface Added {
  readonly recordingId: string;
  readonly transcriptId: string | null;
  readonly passages: number;
}

export type Imports = ReturnType<typeof createImports>;

/** Taking in transcripts that were made elsewhere. `uploads` is the folder of files that Trax owns. */
export function createImports(options: {
  database: Database;
  events: Events;
  library: Library;
  uploads: string;
}) {
  const { database, events, library, uploads } = options;
  const em = () => database.orm.em.fork();

  /** What people bring mostly does not say its language, without which its words would be found in one form only. */
  async function inItsLanguage(text: ImportedText): Promise<ImportedText> {
    if (text.language) return text;
    const said = text.passages.map((passage) => passage.text).join('\n');
    return { ...text, language: await spokenLanguage(em(), said) };
  }

  /** Stores a text as a transcript of a recording and tells everybody. */
  async function store(
    tx: EntityManager,
    recordingId: string,
    {
      name,
      text,
      heard,
    }: { name: string; text: ImportedText; heard: Awaited<ReturnType<typeof heardWords>> },
  ): Promise<string> {
    const [row] = await tx.execute<{ duration: number | null }[]>(
      'select duration_seconds as duration from media_files where id = ?',
      [recordingId],
    );
    const segments = alignImported(text, heard ?? [], row?.duration ?? null);
    const transcriptId = await storeImported(tx, { recordingId, name, segments, language: text.language });
    await events.publish(tx, { type: 'recordings', ids: [recordingId] });
    return transcriptId;
  }

  /** Adds a text to a recording: now, or when an engine has heard it. */
  async function addTo(recordingId: string, name: string, text: ImportedText): Promise<string | null> {
    const { item } = await library.one(recordingId);
    const isWorkedOn = item !== null && !['done', 'failed', 'cancelled'].includes(item.state);
    const heard = await heardWords(em(), recordingId);
    const mustWait = heard === null && (isWorkedOn || !isTimed(text));
    if (!mustWait) return em().transactional((tx) => store(tx, recordingId, { name, text, heard }));
    await em().insert(WaitingText, { mediaFile: recordingId, name, document: text });
    if (!isWorkedOn) await library.transcribeAgain([recordingId], {});
    return null;
  }

  /** A recording that has a text and nothing to hear. */
  async function addAlone(path: string, text: ImportedText): Promise<Added> {
    return em().transactional(async (tx) => {
      const segments = alignImported(text, [], null);
      const name = basename(path);
      const recordingId = await tx.insert(MediaFile, {
        filePath: path,
        fileName: name,
        title: basename(path, extname(path)),
        fileSize: (await stat(path)).size,
        durationSeconds: segments.at(-1)?.end ?? 0,
        downloadStatus: 'completed',
      });
      const transcriptId = await storeImported(tx, { recordingId, name, segments, language: text.language });
      await events.publish(tx, { type: 'recordings', ids: [recordingId] });
      return { recordingId, transcriptId, passages: segments.length };
    });
  }

  return {
    store,

    /** Throws NOT_FOUND where it is none that was imported. */
    undo: (transcriptId: string) =>
      em().transactional(async (tx) => {
        const [row] = await tx.execute<{ id: string }[]>(
          `delete from transcription_results where id = ? and imported_from is not null
           returning media_file_id as id`,
          [transcriptId],
        );
        if (!row)
          throw new TraxError('NOT_FOUND', { what: say('thing.importedTranscript'), id: transcriptId });
        await events.publish(tx, { type: 'recordings', ids: [row.id] });
      }),

    /** Throws FILE_NOT_FOUND, FILE_NOT_READABLE, INVALID_INPUT (nothing in it that is a text), NOT_FOUND. */
    async add(input: { path: string; recordingId: string | null }): Promise<Added> {
      const path = absolutePath(input.path);
      const text = await inItsLanguage(parseTranscript(decodeText(await readText(path))));
      if (input.recordingId === null) return addAlone(path, text);
      const transcriptId = await addTo(input.recordingId, basename(path), text);
      // An uploaded copy has served; the person's own file is the person's.
      if (path.startsWith(uploads + sep)) await rm(dirname(path), { recursive: true, force: true });
      return { recordingId: input.recordingId, transcriptId, passages: text.passages.length };
    },
  };
}

async function readText(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new TraxError('INVALID_INPUT', { reason: say('reason.tooLargeForText') });
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new TraxError('FILE_NOT_FOUND', { path }, { cause });
    if (code === 'EACCES' || code === 'EPERM') throw new TraxError('FILE_NOT_READABLE', { path }, { cause });
    if (code === 'EISDIR')
      throw new TraxError('INVALID_INPUT', { reason: say('reason.folder', { path }) }, { cause });
    throw cause;
  }
}

import { z } from 'zod';
import { engineNameSchema } from '../../../shared/contract/options.ts';
import type { Segment, Transcript } from '../../../shared/contract/transcripts.ts';
import { TraxError } from '../../../shared/errors.ts';
import { joinCoverage } from '../../../shared/quality/coverage.ts';
import { say } from '../../../shared/sentences.ts';
import type { Database } from '../database/database.ts';
import { TranscriptionResult } from '../database/entities/transcriptionResult.ts';
import { parseSegment, segmentColumns } from './segmentRow.ts';
import { readJournal } from './storage.ts';

/** What of a result is shown: not the engine's output, which is large. */
const shown = [
  'mediaFile',
  'version',
  'options',
  'importedFrom',
  'language',
  'completedAt',
  'createdAt',
  'transcribedUntil',
  'segmentCount',
  'wordCount',
  'accuracyEstimate',
  'qualityWarningsV2',
  'coverage',
  'discarded',
  'processingMetadata',
  'processingTimeSeconds',
  'editSequence',
] as const;

/** What of `processing_metadata` is read back: the engine that really did the work. */
const processingSchema = z.object({ engine: engineNameSchema });

export type Transcripts = ReturnType<typeof createTranscripts>;

/** Reading transcripts, finished or growing. */
export function createTranscripts(database: Database) {
  const em = () => database.orm.em.fork();

  return {
    async get(id: string): Promise<Transcript> {
      const row = await em().findOne(TranscriptionResult, { id }, { fields: shown });
      if (!row) throw new TraxError('NOT_FOUND', { what: say('thing.transcript'), id });
      const { options, completedAt } = row;
      const journal = completedAt ? [] : await readJournal(em(), id);
      const processing = processingSchema.safeParse(row.processingMetadata);
      return {
        id,
        recordingId: row.mediaFile.id,
        version: row.version,
        engine: processing.success ? processing.data.engine : (options?.engine ?? null),
        model: options?.model ?? null,
        importedFrom: row.importedFrom ?? null,
        language: row.language ?? null,
        isTranslation: options?.translate ?? false,
        sequence: row.editSequence,
        isComplete: Boolean(completedAt),
        transcribedUntil: row.transcribedUntil,
        segmentCount: row.segmentCount,
        wordCount: row.wordCount,
        accuracyEstimate: row.accuracyEstimate ?? null,
        warnings: row.qualityWarningsV2 ?? [],
        coverage: row.coverage ?? joinCoverage(journal.flatMap((window) => window.coverage)),
        discarded: row.discarded ?? journal.flatMap((window) => window.discarded),
        processingSeconds: row.processingTimeSeconds ?? null,
        createdAt: (row.createdAt ?? new Date(0)).toISOString(),
      };
    },

    async segments(input: { transcriptId: string; after: number | null; limit: number }) {
      // Asked first: an edit in between is told again by `changes`, never missed.
      const [head] = await em().execute<{ sequence: number }[]>(
        'select edit_sequence as sequence from transcription_results where id = ?',
        [input.transcriptId],
      );
      const rows = await em().execute(
        `select ${segmentColumns} from transcript_segments where transcript_id = ? and position > coalesce(?::float8, '-infinity') order by position limit ?`,
        [input.transcriptId, input.after, input.limit + 1],
      );
      const segments = rows.slice(0, input.limit).map(parseSegment);
      return { segments, hasMore: rows.length > input.limit, sequence: head?.sequence ?? 0 };
    },

    async everySegment(transcriptId: string): Promise<Segment[]> {
      const rows = await em().execute(
        `select ${segmentColumns} from transcript_segments where transcript_id = ? order by position`,
        [transcriptId],
      );
      return rows.map(parseSegment);
    },
  };
}

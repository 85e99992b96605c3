import { z } from 'zod';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import { qualityWarningSchema, type Segment, type Transcript } from '../../../shared/contract/transcripts.ts';
import { TraxError } from '../../../shared/errors.ts';
import { joinCoverage } from '../../../shared/quality/coverage.ts';
import { coverageEntrySchema, discardedTextSchema } from '../../../shared/transcript/segment.ts';
import type { Database } from '../database/database.ts';
import { parseSegment, segmentColumns } from './segmentRow.ts';
import { readJournal } from './storage.ts';

const rowSchema = z.object({
  id: z.string(),
  media_file_id: z.string(),
  version: z.string(),
  options: transcribeOptionsSchema.nullable().catch(null),
  language: z.string().nullable(),
  completed_at: z.coerce.date().nullable(),
  created_at: z.coerce.date(),
  transcribed_until: z.number(),
  segment_count: z.number(),
  word_count: z.number(),
  accuracy_estimate: z.number().nullable(),
  quality_warnings_v2: z.array(qualityWarningSchema).nullable().catch(null),
  coverage: z.array(coverageEntrySchema).nullable().catch(null),
  discarded: z.array(discardedTextSchema).nullable().catch(null),
  processing_time_seconds: z.number().nullable(),
});

export type Transcripts = ReturnType<typeof createTranscripts>;

/** Reading transcripts, finished or growing. */
export function createTranscripts(database: Database) {
  const em = () => database.orm.em.fork();

  return {
    async get(id: string): Promise<Transcript> {
      const [found] = await em().execute(
        `select id, media_file_id, version, options, language, completed_at, created_at, transcribed_until,
           segment_count, word_count, accuracy_estimate, quality_warnings_v2, coverage, discarded, processing_time_seconds
         from transcription_results where id = ?`,
        [id],
      );
      if (!found) throw new TraxError('NOT_FOUND', { what: 'transcript', id });
      const row = rowSchema.parse(found);
      const journal = row.completed_at ? [] : await readJournal(em(), id);
      return {
        id: row.id,
        recordingId: row.media_file_id,
        version: row.version,
        engine: row.options?.engine ?? null,
        model: row.options?.model ?? null,
        language: row.language,
        isTranslation: row.options?.translate ?? false,
        isComplete: row.completed_at !== null,
        transcribedUntil: row.transcribed_until,
        segmentCount: row.segment_count,
        wordCount: row.word_count,
        accuracyEstimate: row.accuracy_estimate,
        warnings: row.quality_warnings_v2 ?? [],
        coverage: row.coverage ?? joinCoverage(journal.flatMap((window) => window.coverage)),
        discarded: row.discarded ?? journal.flatMap((window) => window.discarded),
        processingSeconds: row.processing_time_seconds,
        createdAt: row.created_at.toISOString(),
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

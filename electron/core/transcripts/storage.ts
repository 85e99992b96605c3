import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type TranscribeOptions, transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { QualityWarning } from '../../../shared/contract/transcripts.ts';
import type { FinishedWindow } from '../../../shared/contract/worker.ts';
import type { CoverageEntry, DiscardedText } from '../../../shared/transcript/segment.ts';
import { BatchItem } from '../database/entities/batchItem.ts';
import { TranscriptionResult } from '../database/entities/transcriptionResult.ts';
import { TranscriptWindow } from '../database/entities/transcriptWindow.ts';
import { storableJson } from '../database/storable.ts';
import { segmentsAfter } from './editLog.ts';

/** Where a transcription stands that was begun before. */
export interface Unfinished {
  readonly transcriptId: string;
  /** Seconds that are stored. */
  readonly transcribedUntil: number;
  /** The last words that are stored. */
  readonly textBefore: string;
  /** What it was begun with; another wish begins anew. */
  readonly options: TranscribeOptions;
}

/** The transcript that an earlier try of the same item began; null when there is none. */
export async function findUnfinished(em: EntityManager, itemId: string): Promise<Unfinished | null> {
  const [row] = await em.execute<{ id: string; transcribed_until: number; options: unknown }[]>(
    `select t.id, t.transcribed_until, t.options from batch_items i
     join transcription_results t on t.id = (i.result_data ->> 'transcriptId')::uuid
     where i.id = ? and t.completed_at is null`,
    [itemId],
  );
  if (!row) return null;
  const last = await em.execute<{ text: string }[]>(
    'select text from transcript_segments where transcript_id = ? order by position desc limit 5',
    [row.id],
  );
  const textBefore = last
    .reverse()
    .map((segment) => segment.text)
    .join(' ');
  return {
    transcriptId: row.id,
    transcribedUntil: row.transcribed_until,
    textBefore,
    options: transcribeOptionsSchema.parse(row.options),
  };
}

/** Begins a transcript and notes it in the item, so that a retry finds it. Gives its id. */
export async function beginTranscript(
  em: EntityManager,
  item: { id: string; recordingId: string },
  options: TranscribeOptions,
): Promise<string> {
  const id = await em.insert(TranscriptionResult, {
    id: randomUUID(),
    mediaFile: item.recordingId,
    version: 'v1',
    pipelineVersion: 'v1',
    options,
  });
  await em.nativeUpdate(BatchItem, { id: item.id }, { resultData: { transcriptId: id } });
  return id;
}

/** Forgets what an earlier try stored, for one with other settings. What somebody edited stays, as a version of its own. */
export async function discardTranscript(em: EntityManager, transcriptId: string): Promise<void> {
  await em.nativeDelete(TranscriptionResult, { id: transcriptId, completedAt: null, editSequence: 0 });
}

/**
 * Stores a finished window and its segments, and the seconds that it took. Storing the same window twice is refused by the
 * database.
 */
export async function storeWindow(
  em: EntityManager,
  transcriptId: string,
  window: FinishedWindow,
  seconds: number,
): Promise<void> {
  await em.execute(
    `insert into transcript_windows (transcript_id, start_seconds, end_seconds, coverage, discarded, raw, language)
     values (?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)`,
    [
      transcriptId,
      window.start,
      window.end,
      storableJson(window.coverage),
      storableJson(window.discarded),
      storableJson(window.raw),
      window.language,
    ],
  );
  await em.execute(
    `insert into transcript_segments (transcript_id, position, start_seconds, end_seconds, text, words, confidence,
       confidence_is_estimated, language, flags)
     select ?, base.position + place, (s ->> 'start')::float8, (s ->> 'end')::float8, s ->> 'text', s -> 'words',
       (s ->> 'confidence')::float8, (s ->> 'confidenceIsEstimated')::boolean, s ->> 'language',
       array(select jsonb_array_elements_text(s -> 'flags'))
     from jsonb_array_elements(?::jsonb) with ordinality as given(s, place),
       (select coalesce(max(position), 0) as position from transcript_segments where transcript_id = ?) as base`,
    [transcriptId, storableJson(window.segments), transcriptId],
  );
  await em.execute(
    `update transcription_results set transcribed_until = ?, language = coalesce(language, ?),
       segment_count = segment_count + ?, word_count = word_count + ?,
       processing_time_seconds = coalesce(processing_time_seconds, 0) + ?, updated_at = now()
     where id = ?`,
    [
      window.end,
      window.language,
      window.segments.length,
      window.segments.reduce((sum, segment) => sum + segment.words.length, 0),
      seconds,
      transcriptId,
    ],
  );
}

/** Every window's ledger and discarded text, in order. */
export async function readJournal(em: EntityManager, transcriptId: string) {
  return em.execute<{ coverage: FinishedWindow['coverage']; discarded: FinishedWindow['discarded'] }[]>(
    'select coverage, discarded from transcript_windows where transcript_id = ? order by start_seconds',
    [transcriptId],
  );
}

/** Turns the journal of windows into the finished transcript: the engine's output is fixed from here on. */
export async function completeTranscript(
  em: EntityManager,
  transcriptId: string,
  result: {
    coverage: CoverageEntry[];
    discarded: DiscardedText[];
    warnings: QualityWarning[];
    accuracyEstimate: number | null;
    processing: Record<string, unknown>;
  },
): Promise<void> {
  await em.execute(
    `update transcription_results t set segments = s.segments, text_content = s.text, raw_content = w.raw
     from
       (select coalesce(jsonb_agg(jsonb_build_object('start', start_seconds, 'end', end_seconds, 'text', text,
          'words', words, 'confidence', confidence) order by position), '[]') as segments,
          coalesce(string_agg(text, E'\n' order by position), '') as text
        from transcript_segments where transcript_id = ?) s,
       (select jsonb_build_object('windows', coalesce(jsonb_agg(jsonb_build_object('start', start_seconds,
          'end', end_seconds, 'answers', raw) order by start_seconds), '[]')) as raw
        from transcript_windows where transcript_id = ?) w
     where t.id = ?`,
    [transcriptId, transcriptId, transcriptId],
  );
  await em.nativeUpdate(
    TranscriptionResult,
    { id: transcriptId },
    {
      coverage: result.coverage,
      discarded: result.discarded,
      qualityWarningsV2: result.warnings,
      accuracyEstimate: result.accuracyEstimate,
      processingMetadata: result.processing,
      completedAt: new Date(),
      updatedAt: new Date(),
    },
  );
  await em.nativeDelete(TranscriptWindow, { transcript: transcriptId });
  await keepEngineSegments(em, transcriptId);
}

/** Where people edited while it grew, what the engine wrote is what was there before. */
async function keepEngineSegments(em: EntityManager, transcriptId: string): Promise<void> {
  const [row] = await em.execute<{ edited: boolean }[]>(
    'select edit_sequence > 0 as edited from transcription_results where id = ?',
    [transcriptId],
  );
  if (!row?.edited) return;
  const segments = await segmentsAfter(em, transcriptId, 0);
  const written = segments.map(({ start, end, text, words, confidence }) => ({
    start,
    end,
    text,
    words,
    confidence,
  }));
  await em.nativeUpdate(TranscriptionResult, { id: transcriptId }, { segments: written });
}

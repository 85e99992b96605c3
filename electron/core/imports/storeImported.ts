import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DocumentSegment } from '../../../shared/transcript/document.ts';
import type { Word } from '../../../shared/transcript/segment.ts';
import { TranscriptionResult } from '../database/entities/transcriptionResult.ts';
import { storableJson, storableText } from '../database/storable.ts';

/** Stores segments as a finished transcript of their own; what is there already stays as it is. Gives its id. */
export async function storeImported(
  em: EntityManager,
  imported: {
    recordingId: string;
    /** The name of the file that they came from. */
    name: string;
    segments: readonly DocumentSegment[];
    language: string | null;
  },
): Promise<string> {
  const { recordingId, name, segments, language } = imported;
  const id = randomUUID();
  const speakers = new Set(segments.flatMap(({ speaker }) => speaker ?? []));
  await em.insert(TranscriptionResult, {
    id,
    mediaFile: recordingId,
    version: 'v1',
    pipelineVersion: 'v1',
    importedFrom: storableText(name),
    language,
    textContent: storableText(segments.map(({ text }) => text).join('\n')),
    transcribedUntil: segments.at(-1)?.end ?? 0,
    segmentCount: segments.length,
    wordCount: segments.reduce((sum, { words }) => sum + words.length, 0),
    speakerCount: speakers.size || null,
    completedAt: new Date(),
  });
  await em.execute(
    `insert into transcript_segments (transcript_id, position, start_seconds, end_seconds, speaker, text, words, confidence,
       confidence_is_estimated, language, flags)
     select ?, place, (s ->> 'start')::float8, (s ->> 'end')::float8, s ->> 'speaker', s ->> 'text', s -> 'words',
       (s ->> 'confidence')::float8, (s ->> 'confidenceIsEstimated')::boolean, s ->> 'language',
       array(select jsonb_array_elements_text(s -> 'flags'))
     from jsonb_array_elements(?::jsonb) with ordinality as given(s, place)`,
    [id, storableJson(segments)],
  );
  await em.execute(
    `update transcription_results set segments = (
       select coalesce(jsonb_agg(jsonb_build_object('start', start_seconds, 'end', end_seconds, 'text', text,
         'words', words, 'confidence', confidence) order by position), '[]')
       from transcript_segments where transcript_id = ?) where id = ?`,
    [id, id],
  );
  return id;
}

/** The words that an engine heard in a recording, in order; null where none has finished yet. */
export async function heardWords(em: EntityManager, recordingId: string): Promise<Word[] | null> {
  const [heard] = await em.execute<{ id: string }[]>(
    `select id from transcription_results where media_file_id = ? and completed_at is not null and imported_from is null
     order by created_at desc limit 1`,
    [recordingId],
  );
  if (!heard) return null;
  const rows = await em.execute<{ words: Word[] }[]>(
    'select words from transcript_segments where transcript_id = ? order by position',
    [heard.id],
  );
  return rows.flatMap(({ words }) => words);
}

import { randomUUID } from 'node:crypto';
import type { TestCore } from './core.ts';
import { spoken } from './transcripts.ts';

/** Stores a finished transcript of a minute with the given texts, ten seconds apart, as an engine would have left it. */
export async function storeTranscript(
  core: Pick<TestCore, 'query'>,
  texts: readonly string[],
): Promise<{ recordingId: string; transcriptId: string }> {
  const [recordingId, transcriptId] = [randomUUID(), randomUUID()];
  const segments = texts.map((text, index) => spoken(index * 10, text));
  await core.query(
    `insert into media_files (id, file_path, file_name, file_size, duration_seconds, download_status)
     values ($1, '/recordings/talk.wav', 'talk.wav', 1, 60, 'completed')`,
    recordingId,
  );
  await core.query(
    `insert into transcription_results (id, media_file_id, pipeline_version, segments, raw_content, text_content,
       segment_count, word_count, completed_at)
     values ($1, $2, 'v1', $3::jsonb, '{"answers": []}', $4, $5, $6, now())`,
    transcriptId,
    recordingId,
    JSON.stringify(segments.map(({ start, end, text, words }) => ({ start, end, text, words }))),
    texts.join('\n'),
    segments.length,
    segments.reduce((sum, { words }) => sum + words.length, 0),
  );
  await core.query(
    `insert into transcript_segments (id, transcript_id, position, start_seconds, end_seconds, text, words, confidence,
       confidence_is_estimated, language)
     select (s ->> 'id')::uuid, $1, (s ->> 'position')::float8, (s ->> 'start')::float8, (s ->> 'end')::float8,
       s ->> 'text', s -> 'words', 0.8, false, 'en' from jsonb_array_elements($2::jsonb) as given(s)`,
    transcriptId,
    JSON.stringify(segments),
  );
  return { recordingId, transcriptId };
}

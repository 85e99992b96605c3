import { z } from 'zod';
import type { Recording } from '../../../shared/contract/library.ts';
import { itemColumns, parseItem } from '../queue/itemRow.ts';

/**
 * Recordings with their last item and the transcript to show: the one that grows, else the one that `shown_transcript`
 * (migration 080) gives. `restriction` is the condition on `m`, and may go on with `order by` and `limit`.
 */
export function selectRecordings(restriction: string): string {
  return `
    select m.id as recording_id, coalesce(m.title, m.file_name) as title, m.file_path, m.file_size::float8 as file_size,
      m.duration_seconds, m.youtube_video_id is not null as is_youtube, m.created_at as added_at, m.tags, m.deleted_at,
      m.format_info -> 'video' is not null and m.format_info ->> 'video' is not null as has_video,
      coalesce(growing.id, shown.id) as shown_transcript_id, coalesce(growing.language, shown.language) as language,
      coalesce(growing.speaker_count, shown.speaker_count) as speaker_count, item.*
    from (select * from media_files m where ${restriction}) m
    left join lateral (
      select ${itemColumns}, (i.result_data ->> 'transcriptId')::uuid as transcript_id from batch_items i join batch_jobs b on b.id = i.batch_job_id
      where i.media_file_id = m.id order by i.created_at desc, i.id limit 1) item on true
    left join transcription_results growing on growing.id = item.transcript_id and growing.media_file_id = m.id
      and item.status in ('pending', 'running', 'retrying')
    left join lateral shown_transcript(m.id) shown on growing.id is null`;
}

const rowSchema = z.object({
  recording_id: z.string(),
  title: z.string(),
  file_path: z.string(),
  file_size: z.number(),
  duration_seconds: z.number().nullable(),
  is_youtube: z.boolean(),
  added_at: z.coerce.date(),
  has_video: z.boolean(),
  shown_transcript_id: z.string().nullable(),
  language: z.string().nullable(),
  speaker_count: z.number().nullable(),
  tags: z.array(z.string()),
  deleted_at: z.coerce.date().nullable(),
});

/** A row of `selectRecordings` as the contract's recording. */
export function parseRecording(row: Record<string, unknown>): Recording {
  const recording = rowSchema.parse(row);
  return {
    id: recording.recording_id,
    title: recording.title,
    source: recording.is_youtube ? 'youtube' : 'file',
    path: recording.file_path,
    size: recording.file_size,
    duration: recording.duration_seconds,
    hasVideo: recording.has_video,
    language: recording.language,
    speakerCount: recording.speaker_count,
    transcriptId: recording.shown_transcript_id,
    item: row.id ? parseItem(row) : null,
    addedAt: recording.added_at.toISOString(),
    tags: recording.tags,
    binnedAt: recording.deleted_at?.toISOString() ?? null,
  };
}

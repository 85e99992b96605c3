import { initial } from '../../migrations/001-initial.ts';
import { enhancement } from '../../migrations/002-enhancement.ts';
import { batches } from '../../migrations/003-batches.ts';
import { v2 } from '../../migrations/004-v2.ts';

const transcript = '00000000-0000-4000-8000-000000000003';

/** Rows in every table of version 2.0.0, some of them against rules that came later. */
export const originalRows = [
  `insert into youtube_videos (id, youtube_id, title, channel, duration_seconds, url, created_at) values
    ('00000000-0000-4000-8000-000000000001', 'abc', 'A talk', 'A channel', 60, 'https://y/abc', '2024-07-01 12:00:00')`,
  `insert into media_files (id, youtube_video_id, file_path, file_name, file_size, download_status, created_at) values
    ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'media/abc.mp3', 'abc.mp3',
     9000000000, 'completed', '2024-07-01 12:00:00')`,
  `insert into transcripts (id, media_file_id, text_content, segments, enhanced_content, quality_warnings, created_at)
    values ('${transcript}', '00000000-0000-4000-8000-000000000002', 'Bonjour à tous',
     '[{"start": 0, "end": 1.5, "text": "Bonjour à tous"}]', 'Bonjour à tous.', '{low}', '2024-07-01 12:00:00')`,
  `insert into exports (transcript_id, format, file_path) values ('${transcript}', 'srt', 'out/abc.srt')`,
  `insert into audio_processing_metadata (media_file_id, original_format, chunk_count, created_at) values
    ('00000000-0000-4000-8000-000000000002', 'mp3', 1, '2024-07-01 12:00:00'),
    ('00000000-0000-4000-8000-000000000002', 'mp3', 2, '2024-07-02 12:00:00')`,
  `insert into batch_jobs (id, name, total_files) values ('00000000-0000-4000-8000-000000000004', 'Old batch', 1)`,
  `insert into batch_items (batch_job_id, task_type, task_data, status, completed_at) values
    ('00000000-0000-4000-8000-000000000004', 'transcribe', '{"path": "media/abc.mp3"}', 'completed',
     '2024-07-01 12:00:00')`,
  `insert into speaker_profiles (name, user_id) values ('Ada', null), ('Ada', null), ('Ada', 1)`,
  `insert into v2_processing_jobs (transcript_id, job_type, status, progress) values
    ('${transcript}', 'diarization', 'completed', 1.2), (null, 'enhancement', 'odd', 0.5)`,
];

/** The tables of version 2.0.0 as the original platform leaves them: its own migration table, no view, few indexes. */
export const originalSchema = [
  ...[initial, enhancement, batches].flatMap((statements) => statements.up),
  ...v2.up.filter((sql) => /^(alter|create) table/.test(sql)),
  'create table alembic_version (version_num varchar(32) not null)',
  `insert into alembic_version values ('2.0.0')`,
];

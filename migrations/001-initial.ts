import { type Statements, StatementsMigration } from './statements.ts';

/** Version 1 of the original platform: videos, files, transcripts, exports. */
export const initial: Statements = {
  up: [
    `create table youtube_videos (
      id uuid primary key default gen_random_uuid(),
      youtube_id varchar(20) unique not null,
      title text not null,
      channel text not null,
      description text,
      duration_seconds integer not null,
      url text not null,
      metadata_extracted_at timestamp default now(),
      created_at timestamp default now(),
      updated_at timestamp default now()
    )`,
    `create table media_files (
      id uuid primary key default gen_random_uuid(),
      youtube_video_id uuid references youtube_videos (id),
      file_path text not null,
      file_name text not null,
      file_size bigint not null,
      duration_seconds double precision,
      format_info jsonb,
      download_status varchar(20) default 'pending',
      download_error text,
      created_at timestamp default now(),
      updated_at timestamp default now()
    )`,
    `create table transcripts (
      id uuid primary key default gen_random_uuid(),
      media_file_id uuid references media_files (id),
      version varchar(10) not null default 'v1',
      text_content text,
      segments jsonb,
      raw_content jsonb,
      processing_time_seconds double precision,
      created_at timestamp default now(),
      updated_at timestamp default now()
    )`,
    `create table audio_processing_metadata (
      id uuid primary key default gen_random_uuid(),
      media_file_id uuid references media_files (id),
      original_format varchar(20),
      original_sample_rate integer,
      original_channels integer,
      processed_format varchar(20) default 'wav',
      processed_sample_rate integer default 16000,
      processed_channels integer default 1,
      preprocessing_time_seconds double precision,
      chunk_count integer,
      created_at timestamp default now()
    )`,
    `create table exports (
      id uuid primary key default gen_random_uuid(),
      transcript_id uuid references transcripts (id),
      format varchar(10) not null,
      file_path text not null,
      file_size bigint,
      created_at timestamp default now()
    )`,
  ],
  down: [
    'drop table exports',
    'drop table audio_processing_metadata',
    'drop table transcripts',
    'drop table media_files',
    'drop table youtube_videos',
  ],
};

export class Migration001Initial extends StatementsMigration {
  override readonly statements = initial;
}

import { type Statements, StatementsMigration } from './statements.ts';

/**
 * The view under the former name of the table, with the columns of version 1, so that a v1 client goes on reading
 * and writing. PostgreSQL allows neither COPY into a view nor foreign keys to it.
 */
export const v1View = `create view transcripts as
  select id, media_file_id, version, text_content, segments, raw_content, processing_time_seconds,
    created_at, updated_at, enhanced_content, accuracy, quality_warnings
  from transcription_results`;

/** The parts of 004 that a database of the original platform may lack; each can be run again. */
export const v2Additions: readonly string[] = [
  'create index if not exists ix_speaker_profiles_name on speaker_profiles (name)',
  'create index if not exists ix_speaker_profiles_user_id on speaker_profiles (user_id)',
  'create index if not exists ix_v2_processing_jobs_status on v2_processing_jobs (status)',
  'create index if not exists ix_v2_processing_jobs_transcript_id on v2_processing_jobs (transcript_id)',
  'create index if not exists ix_v2_processing_jobs_job_type on v2_processing_jobs (job_type)',
  `create index if not exists ix_transcription_results_pipeline_version
    on transcription_results (pipeline_version)`,
  'create index if not exists ix_transcription_results_domain_used on transcription_results (domain_used)',
  'create index if not exists ix_transcription_results_speaker_count on transcription_results (speaker_count)',
  `update transcription_results set pipeline_version = 'v1' where pipeline_version is null`,
  // A trigger of the table, not of the view: a view with INSTEAD OF triggers takes no ON CONFLICT.
  `create or replace function set_pipeline_version() returns trigger language plpgsql as $$
    begin
      new.pipeline_version := 'v1';
      return new;
    end
  $$`,
  `create or replace trigger set_pipeline_version before insert on transcription_results
    for each row when (new.pipeline_version is null) execute function set_pipeline_version()`,
  'drop view if exists transcripts',
  v1View,
];

/** Version 2.0.0 of the original platform: further passes over a transcript, and known speakers. */
export const v2: Statements = {
  up: [
    'alter table transcripts rename to transcription_results',
    `alter table transcription_results
      add column pipeline_version varchar(20),
      add column enhanced_content_v2 jsonb,
      add column diarization_content jsonb,
      add column merged_content jsonb,
      add column domain_used varchar(100),
      add column accuracy_estimate double precision,
      add column speaker_count integer,
      add column quality_warnings_v2 jsonb,
      add column processing_metadata jsonb`,
    `create table speaker_profiles (
      id serial primary key,
      name varchar(255) not null,
      created_at timestamp default now(),
      updated_at timestamp default now(),
      characteristics jsonb,
      embedding text,
      sample_count integer default 0,
      user_id integer
    )`,
    `create table v2_processing_jobs (
      id serial primary key,
      status varchar(50) not null default 'pending',
      created_at timestamp default now(),
      updated_at timestamp default now(),
      completed_at timestamp,
      transcript_id uuid references transcription_results (id) on delete cascade,
      job_type varchar(50) not null,
      parameters jsonb,
      progress double precision default 0,
      error_message text,
      result_data jsonb
    )`,
    ...v2Additions,
  ],
  down: [
    'drop view transcripts',
    'drop table v2_processing_jobs',
    'drop table speaker_profiles',
    'drop trigger set_pipeline_version on transcription_results',
    'drop function set_pipeline_version()',
    // Its columns' indexes go with them.
    `alter table transcription_results
      drop column processing_metadata,
      drop column quality_warnings_v2,
      drop column speaker_count,
      drop column accuracy_estimate,
      drop column domain_used,
      drop column merged_content,
      drop column diarization_content,
      drop column enhanced_content_v2,
      drop column pipeline_version`,
    'alter table transcription_results rename to transcripts',
  ],
};

export class Migration004V2 extends StatementsMigration {
  override readonly statements = v2;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** What Trax stores beyond the original platform: editable transcripts, the running journal, settings, collections. */
export const library: Statements = {
  up: [
    `alter table media_files
      add column title text,
      add column sha256 text,
      add column playback_path text,
      add column peaks_path text,
      add column deleted_at timestamptz`,
    `alter table transcription_results
      add column options jsonb,
      add column language varchar(8),
      add column completed_at timestamptz,
      add column transcribed_until double precision not null default 0,
      add column coverage jsonb,
      add column discarded jsonb,
      add column word_count integer not null default 0,
      add column segment_count integer not null default 0`,
    'update transcription_results set completed_at = coalesce(updated_at, created_at)',
    // A v1 client writes transcripts that are whole. Runs before set_pipeline_version: triggers go by their names.
    `create function complete_v1_transcript() returns trigger language plpgsql as $$
      begin
        new.completed_at := now();
        return new;
      end
    $$`,
    `create trigger complete_v1_transcript before insert on transcription_results
      for each row when (new.pipeline_version is null and new.completed_at is null)
      execute function complete_v1_transcript()`,
    `create table transcript_segments (
      id uuid primary key default gen_random_uuid(),
      transcript_id uuid not null references transcription_results (id) on delete cascade,
      position double precision not null,
      start_seconds double precision not null check (start_seconds >= 0),
      end_seconds double precision not null,
      speaker text,
      text text not null,
      words jsonb not null,
      confidence double precision not null check (confidence between 0 and 1),
      confidence_is_estimated boolean not null,
      language varchar(8),
      flags text[] not null default '{}',
      unique (transcript_id, position),
      check (end_seconds >= start_seconds)
    )`,
    `create table transcript_windows (
      id bigserial primary key,
      transcript_id uuid not null references transcription_results (id) on delete cascade,
      start_seconds double precision not null check (start_seconds >= 0),
      end_seconds double precision not null,
      coverage jsonb not null,
      discarded jsonb not null,
      raw jsonb not null,
      language varchar(8),
      unique (transcript_id, start_seconds),
      check (end_seconds >= start_seconds)
    )`,
    `create table transcript_edits (
      id bigserial primary key,
      transcript_id uuid not null references transcription_results (id) on delete cascade,
      sequence integer not null,
      command jsonb not null,
      inverse jsonb not null,
      undone boolean not null default false,
      created_at timestamptz default now(),
      unique (transcript_id, sequence)
    )`,
    `create table transcript_speakers (
      transcript_id uuid not null references transcription_results (id) on delete cascade,
      label text not null,
      profile_id integer not null references speaker_profiles (id) on delete cascade,
      similarity double precision check (similarity between 0 and 1),
      primary key (transcript_id, label)
    )`,
    'create index ix_transcript_speakers_profile_id on transcript_speakers (profile_id)',
    `create table settings (
      key text primary key,
      value jsonb not null,
      updated_at timestamptz default now()
    )`,
    `create table collections (
      id uuid primary key default gen_random_uuid(),
      name text not null unique,
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    )`,
    `create table collection_media_files (
      collection_id uuid not null references collections (id) on delete cascade,
      media_file_id uuid not null references media_files (id) on delete cascade,
      primary key (collection_id, media_file_id)
    )`,
    'create index ix_collection_media_files_media_file_id on collection_media_files (media_file_id)',
    `create table watch_folders (
      id uuid primary key default gen_random_uuid(),
      path text not null unique,
      enabled boolean not null default true,
      options jsonb not null default '{}',
      created_at timestamptz default now(),
      updated_at timestamptz default now()
    )`,
    `create table search_words (
      word text primary key,
      occurrences bigint not null default 0 check (occurrences >= 0)
    )`,
  ],
  down: [
    'drop table search_words',
    'drop table watch_folders',
    'drop table collection_media_files',
    'drop table collections',
    'drop table settings',
    'drop table transcript_speakers',
    'drop table transcript_edits',
    'drop table transcript_windows',
    'drop table transcript_segments',
    'drop trigger complete_v1_transcript on transcription_results',
    'drop function complete_v1_transcript()',
    `alter table transcription_results
      drop column segment_count,
      drop column word_count,
      drop column discarded,
      drop column coverage,
      drop column transcribed_until,
      drop column completed_at,
      drop column language,
      drop column options`,
    `alter table media_files
      drop column deleted_at,
      drop column peaks_path,
      drop column playback_path,
      drop column sha256,
      drop column title`,
  ],
};

export class Migration006Library extends StatementsMigration {
  override readonly statements = library;
}

import { type Statements, StatementsMigration } from './statements.ts';

/**
 * What the editor keeps beside the text: notes at a second of a recording, sets of replacements, and which segments wait to
 * have their words' times found again. Finding them is an entry of the log of its own kind, which undo steps over.
 */
export const editor: Statements = {
  up: [
    `create table recording_notes (
      id uuid primary key default gen_random_uuid(),
      media_file_id uuid not null references media_files on delete cascade,
      at_seconds double precision not null check (at_seconds >= 0),
      text text not null default '',
      created_at timestamptz default now(),
      updated_at timestamptz default now())`,
    'create index ix_recording_notes_recording on recording_notes (media_file_id, at_seconds)',
    `create table replacement_sets (
      id uuid primary key default gen_random_uuid(),
      name text not null unique,
      rules jsonb not null default '[]',
      created_at timestamptz default now(),
      updated_at timestamptz default now())`,
    'alter table transcript_segments add column needs_times boolean not null default false',
    'create index ix_transcript_segments_needs_times on transcript_segments (transcript_id) where needs_times',
    'alter table transcript_edits drop constraint transcript_edits_kind_check, drop constraint transcript_edits_check',
    `alter table transcript_edits
      add constraint transcript_edits_kind_check check (kind in ('edit', 'undo', 'redo', 'align')),
      add constraint transcript_edits_check check ((kind in ('edit', 'align')) = (reverts is null))`,
  ],
  down: [
    "delete from transcript_edits where kind = 'align'",
    'alter table transcript_edits drop constraint transcript_edits_kind_check, drop constraint transcript_edits_check',
    `alter table transcript_edits
      add constraint transcript_edits_kind_check check (kind in ('edit', 'undo', 'redo')),
      add constraint transcript_edits_check check ((kind = 'edit') = (reverts is null))`,
    'drop index ix_transcript_segments_needs_times',
    'alter table transcript_segments drop column needs_times',
    'drop table replacement_sets',
    'drop table recording_notes',
  ],
};

export class Migration060Editor extends StatementsMigration {
  override readonly statements = editor;
}

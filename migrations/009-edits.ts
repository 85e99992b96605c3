import { type Statements, StatementsMigration } from './statements.ts';

/** Edits become a log that only grows: undoing and redoing are entries too, so that every earlier state can be had again. */
export const edits: Statements = {
  up: [
    'alter table transcription_results add column edit_sequence integer not null default 0',
    'alter table transcript_segments add column revision integer not null default 0 check (revision >= 0)',
    `alter table transcript_edits
      add column kind varchar(8) not null default 'edit' check (kind in ('edit', 'undo', 'redo')),
      add column reverts integer check ((kind = 'edit') = (reverts is null)),
      add column removed jsonb not null default '[]'`,
    'create index ix_transcript_segments_revision on transcript_segments (transcript_id, revision) where revision > 0',
  ],
  down: [
    'drop index ix_transcript_segments_revision',
    // An older Trax counts on every entry being an edit.
    "delete from transcript_edits where kind <> 'edit'",
    'alter table transcript_edits drop column removed, drop column reverts, drop column kind',
    'alter table transcript_segments drop column revision',
    'alter table transcription_results drop column edit_sequence',
  ],
};

export class Migration009Edits extends StatementsMigration {
  override readonly statements = edits;
}

import { type Statements, StatementsMigration } from './statements.ts';

/**
 * The text that other programs read is written some moments after an edit, for all edits of these moments at once: in a
 * transcript of ten hours each would write half a megabyte. What is behind says so.
 */
export const settledText: Statements = {
  up: [
    'alter table transcription_results add column text_is_current boolean not null default true',
    'create index ix_transcription_results_due_text on transcription_results (id) where not text_is_current',
  ],
  down: [
    `update transcription_results t set text_content =
      (select coalesce(string_agg(text, E'\\n' order by position), '') from transcript_segments where transcript_id = t.id)
      where not text_is_current`,
    'drop index ix_transcription_results_due_text',
    'alter table transcription_results drop column text_is_current',
  ],
};

export class Migration061SettledText extends StatementsMigration {
  override readonly statements = settledText;
}

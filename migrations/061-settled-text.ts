import { type Statements, StatementsMigration } from './statements.ts';

/**
 * The text that other programs read is written some moments after an edit, for all edits of these moments at once: in a
 * transcript of ten hours each would write half a megabyte. What is behind says so.
 */
export const settledText: Statements = {
  up: [
    'alter table transcription_results add column text_is_due boolean not null default false',
    'create index ix_transcription_results_text_is_due on transcription_results (id) where text_is_due',
  ],
  down: [
    `update transcription_results t set text_content =
      (select coalesce(string_agg(text, E'\\n' order by position), '') from transcript_segments where transcript_id = t.id)
      where text_is_due`,
    'drop index ix_transcription_results_text_is_due',
    'alter table transcription_results drop column text_is_due',
  ],
};

export class Migration061SettledText extends StatementsMigration {
  override readonly statements = settledText;
}

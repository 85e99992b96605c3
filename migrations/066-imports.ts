import { type Statements, StatementsMigration } from './statements.ts';

/** Transcripts that were made elsewhere, and those that wait until an engine has heard what they are the text of. */
export const imports: Statements = {
  up: [
    'alter table transcription_results add column imported_from text',
    `create table waiting_texts (
      id uuid primary key default gen_random_uuid(),
      media_file_id uuid not null references media_files (id) on delete cascade,
      name text not null,
      document jsonb not null,
      created_at timestamptz not null default now()
    )`,
    'create index ix_waiting_texts_media_file_id on waiting_texts (media_file_id)',
  ],
  down: ['drop table waiting_texts', 'alter table transcription_results drop column imported_from'],
};

export class Migration066Imports extends StatementsMigration {
  override readonly statements = imports;
}

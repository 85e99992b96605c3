import { type Statements, StatementsMigration } from './statements.ts';

/**
 * The title in small letters, on the recording itself. One or two letters are no trigram, so that every title is looked at with
 * each key that is typed, and making them all small took most of that time.
 */
export const titleKey: Statements = {
  up: [
    `alter table media_files
      add column title_key text generated always as (lower(coalesce(title, file_name))) stored`,
  ],
  down: ['alter table media_files drop column title_key'],
};

export class Migration062TitleKey extends StatementsMigration {
  override readonly statements = titleKey;
}

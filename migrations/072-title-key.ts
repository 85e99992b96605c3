import { type Statements, StatementsMigration } from './statements.ts';

/** What the indexes on titles were made of before (migration 070). */
const former = 'lower(coalesce(title, file_name))';

const indexesOn = (title: string) => [
  `create index ix_media_files_title_order on media_files (${title}, id) where deleted_at is null`,
  `create index ix_media_files_title_words on media_files using gin (${title} gin_trgm_ops) where deleted_at is null`,
];
const dropped = ['drop index ix_media_files_title_order', 'drop index ix_media_files_title_words'];

/**
 * The title in small letters, on the recording itself. One or two letters are no trigram, so that every title is looked at with
 * each key that is typed, and making them all small took most of that time.
 */
export const titleKey: Statements = {
  up: [
    ...dropped,
    `alter table media_files
      add column title_key text generated always as (lower(coalesce(title, file_name))) stored`,
    ...indexesOn('title_key'),
  ],
  down: [...dropped, 'alter table media_files drop column title_key', ...indexesOn(former)],
};

export class Migration072TitleKey extends StatementsMigration {
  override readonly statements = titleKey;
}

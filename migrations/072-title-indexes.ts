import { type Statements, StatementsMigration } from './statements.ts';

const indexesOn = (title: string) => [
  `create index ix_media_files_title_order on media_files (${title}, id) where deleted_at is null`,
  `create index ix_media_files_title_words on media_files using gin (${title} gin_trgm_ops) where deleted_at is null`,
];
const dropped = ['drop index ix_media_files_title_order', 'drop index ix_media_files_title_words'];

/** The indexes of migration 070 on titles, on the column of migration 062 that queries ask for. */
export const titleIndexes: Statements = {
  up: [...dropped, ...indexesOn('title_key')],
  down: [...dropped, ...indexesOn('lower(coalesce(title, file_name))')],
};

export class Migration072TitleIndexes extends StatementsMigration {
  override readonly statements = titleIndexes;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** A document is remembered with the options that it was written with, so that it can be written again. */
export const exportOptions: Statements = {
  up: [
    'alter table exports add column options jsonb',
    'create index ix_exports_file_path on exports (file_path)',
  ],
  down: ['drop index ix_exports_file_path', 'alter table exports drop column options'],
};

export class Migration065Exports extends StatementsMigration {
  override readonly statements = exportOptions;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** Ten thousand items that are added at once are each looked for beside the others of their file, not of their batch. */
export const fileItems: Statements = {
  up: ['create index ix_batch_items_file on batch_items (media_file_id, batch_job_id)'],
  down: ['drop index ix_batch_items_file'],
};

export class Migration085FileItems extends StatementsMigration {
  override readonly statements = fileItems;
}

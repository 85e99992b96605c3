import { type Statements, StatementsMigration } from './statements.ts';

/** What follows when a batch's recordings are done: files that are written, and who is told. */
export const afterwards: Statements = {
  up: [
    `alter table batch_jobs
      add column afterwards jsonb,
      add column told_at timestamptz,
      add column tell_failure jsonb`,
    `alter table batch_items
      add column exported_at timestamptz,
      add column export_failure jsonb`,
    `create index ix_batch_items_unexported on batch_items (batch_job_id)
      where status = 'completed' and task_type = 'transcribe' and exported_at is null`,
    'create index ix_batch_jobs_afterwards on batch_jobs (id) where afterwards is not null',
  ],
  down: [
    'drop index ix_batch_jobs_afterwards',
    'drop index ix_batch_items_unexported',
    `alter table batch_items
      drop column export_failure,
      drop column exported_at`,
    `alter table batch_jobs
      drop column tell_failure,
      drop column told_at,
      drop column afterwards`,
  ],
};

export class Migration031Afterwards extends StatementsMigration {
  override readonly statements = afterwards;
}

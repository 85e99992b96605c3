import { type Statements, StatementsMigration } from './statements.ts';

/** A place in the queue that people can change: exact numbers, so that there is always room between two. */
export const queueOrder: Statements = {
  up: [
    'alter table batch_items add column position numeric not null default extract(epoch from clock_timestamp())',
    'update batch_items set position = extract(epoch from created_at) where created_at is not null',
    'drop index ix_batch_items_claim',
    `create index ix_batch_items_claim on batch_items (priority desc, position, created_at, id)
      where status in ('pending', 'retrying') and paused_at is null`,
    `create index ix_batch_items_running on batch_items (batch_job_id) where status = 'running'`,
    'create index ix_batch_jobs_open on batch_jobs (id) where end_time is null',
  ],
  down: [
    'drop index ix_batch_jobs_open',
    'drop index ix_batch_items_running',
    'drop index ix_batch_items_claim',
    `create index ix_batch_items_claim on batch_items (status, priority desc, created_at)
      where status in ('pending', 'retrying')`,
    'alter table batch_items drop column position',
  ],
};

export class Migration030QueueOrder extends StatementsMigration {
  override readonly statements = queueOrder;
}

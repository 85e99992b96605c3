import { type Statements, StatementsMigration } from './statements.ts';

/** Batch items become the queue: leases, backoff, pause and cancel, progress as people see it. */
export const queue: Statements = {
  up: [
    `alter table batch_jobs
      add column paused_at timestamptz,
      add column cancelled_at timestamptz`,
    `alter table batch_items
      add column media_file_id uuid references media_files (id) on delete cascade,
      add column lease_owner text,
      add column lease_until timestamptz,
      add column heartbeat timestamptz,
      add column run_after timestamptz,
      add column paused_at timestamptz,
      add column cancelled_at timestamptz,
      add column stage varchar(20),
      add column progress double precision not null default 0 check (progress between 0 and 1),
      add column seconds_left double precision,
      add column speed double precision,
      add column failure jsonb`,
    `create index ix_batch_items_claim on batch_items (status, priority desc, created_at)
      where status in ('pending', 'retrying')`,
    `create index ix_batch_items_lease_until on batch_items (lease_until) where status = 'running'`,
    'create index ix_batch_items_batch_job_id on batch_items (batch_job_id, created_at)',
    'create index ix_batch_items_media_file_id on batch_items (media_file_id, created_at)',
  ],
  down: [
    'drop index ix_batch_items_batch_job_id',
    'drop index ix_batch_items_lease_until',
    'drop index ix_batch_items_claim',
    // The indexes on its columns go with them.
    `alter table batch_items
      drop column failure,
      drop column speed,
      drop column seconds_left,
      drop column progress,
      drop column stage,
      drop column cancelled_at,
      drop column paused_at,
      drop column run_after,
      drop column heartbeat,
      drop column lease_until,
      drop column lease_owner,
      drop column media_file_id`,
    `alter table batch_jobs
      drop column cancelled_at,
      drop column paused_at`,
  ],
};

export class Migration007Queue extends StatementsMigration {
  override readonly statements = queue;
}

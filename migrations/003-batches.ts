import { type Statements, StatementsMigration } from './statements.ts';

/** Batches and their items. */
export const batches: Statements = {
  up: [
    `create table batch_jobs (
      id uuid primary key default gen_random_uuid(),
      name text not null,
      status varchar(20) not null default 'pending',
      total_files integer not null,
      processed_files integer default 0,
      failed_files integer default 0,
      worker_count integer default 8,
      memory_limit_mb integer default 2048,
      cpu_limit_percent integer default 90,
      start_time timestamp,
      end_time timestamp,
      created_at timestamp default now(),
      updated_at timestamp default now()
    )`,
    `create table batch_items (
      id uuid primary key default gen_random_uuid(),
      batch_job_id uuid references batch_jobs (id),
      task_type varchar(20) not null,
      task_data jsonb not null,
      priority integer default 0,
      status varchar(20) not null default 'pending',
      retry_count integer default 0,
      max_retries integer default 3,
      error_message text,
      result_data jsonb,
      processing_time_seconds double precision,
      started_at timestamp,
      completed_at timestamp,
      created_at timestamp default now(),
      updated_at timestamp default now()
    )`,
  ],
  down: ['drop table batch_items', 'drop table batch_jobs'],
};

export class Migration003Batches extends StatementsMigration {
  override readonly statements = batches;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** Who works on this library, which computer holds a recording's file, and what is on its way back to it. */
export const computers: Statements = {
  up: [
    `create table computers (
      id text primary key,
      name text not null,
      seen_at timestamptz not null default now()
    )`,
    `create table cores (
      owner text primary key,
      computer_id text not null references computers (id) on delete cascade,
      version text not null,
      is_home boolean not null,
      places integer not null default 0,
      hold jsonb,
      share jsonb,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now()
    )`,
    'create index ix_cores_computer_id on cores (computer_id)',
    // Without a reference: a recording outlives the computer's entry, as after an import elsewhere.
    'alter table media_files add column computer_id text',
    `create table deliveries (
      media_file_id uuid not null references media_files (id) on delete cascade,
      kind varchar(20) not null check (kind in ('peaks', 'playback')),
      part integer not null,
      content bytea not null,
      is_last boolean not null default false,
      created_at timestamptz not null default now(),
      primary key (media_file_id, kind, part)
    )`,
  ],
  down: [
    'drop table deliveries',
    'alter table media_files drop column computer_id',
    'drop table cores',
    'drop table computers',
  ],
};

export class Migration051Computers extends StatementsMigration {
  override readonly statements = computers;
}

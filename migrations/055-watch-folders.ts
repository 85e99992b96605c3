import { type Statements, StatementsMigration } from './statements.ts';

/** Folders that are watched by one core of the computer that they are on, and what has been seen in them. */
export const watchFolders: Statements = {
  up: [
    `alter table watch_folders
      add column computer text,
      add column afterwards jsonb not null default '{}',
      add column watcher text,
      add column watcher_until timestamptz,
      add column looked_at timestamptz,
      add column waiting integer not null default 0 check (waiting >= 0),
      add column failure jsonb`,
    'alter table watch_folders drop constraint watch_folders_path_key',
    // The same path is another folder on another computer.
    'create unique index ux_watch_folders_place on watch_folders (computer, path) nulls not distinct',
    `create table watched_files (
      watch_folder_id uuid not null references watch_folders (id) on delete cascade,
      path text not null,
      size bigint not null,
      modified_ms double precision not null,
      sha256 text,
      outcome varchar(10) not null check (outcome in ('taken', 'known', 'left', 'refused')),
      seen_at timestamptz not null default now(),
      primary key (watch_folder_id, path)
    )`,
    'create index ix_watched_files_sha256 on watched_files (watch_folder_id, sha256)',
    // A file is compared with those of its size only.
    'create index ix_media_files_file_size on media_files (file_size)',
    'alter table batch_jobs add column afterwards_computer text',
  ],
  down: [
    'alter table batch_jobs drop column afterwards_computer',
    'drop index ix_media_files_file_size',
    'drop table watched_files',
    'drop index ux_watch_folders_place',
    `delete from watch_folders w using watch_folders former
      where former.path = w.path and (former.created_at, former.id) < (w.created_at, w.id)`,
    'alter table watch_folders add constraint watch_folders_path_key unique (path)',
    `alter table watch_folders
      drop column failure,
      drop column waiting,
      drop column looked_at,
      drop column watcher_until,
      drop column watcher,
      drop column afterwards,
      drop column computer`,
  ],
};

export class Migration055WatchFolders extends StatementsMigration {
  override readonly statements = watchFolders;
}

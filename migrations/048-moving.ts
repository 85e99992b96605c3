import { type Statements, StatementsMigration } from './statements.ts';

/** What makes a library portable: imports that can go on after a stop, and the data folder that stored paths lie in. */
export const moving: Statements = {
  up: [
    // The recordings that an import has brought, until all that belongs to them is here.
    `create table imported_recordings (
      media_file_id uuid primary key references media_files (id) on delete cascade,
      export_id text not null
    )`,
    // The data folder that the paths of Trax's own files were written for; one row.
    `create table library_home (
      id boolean primary key default true check (id),
      data_folder text not null check (is_normal_path(data_folder))
    )`,
  ],
  down: ['drop table library_home', 'drop table imported_recordings'],
};

export class Migration048Moving extends StatementsMigration {
  override readonly statements = moving;
}

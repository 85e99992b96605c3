import { type Statements, StatementsMigration } from './statements.ts';

/** What running items take of their computer, and what models were measured to need on which computer. */
export const resources: Statements = {
  up: [
    `alter table batch_items
      add column threads integer check (threads > 0),
      add column memory_mb integer check (memory_mb >= 0)`,
    `create table model_footprints (
      computer_id text not null,
      model text not null,
      peak_mb integer check (peak_mb > 0),
      most_at_once integer check (most_at_once > 0),
      replaced_by text,
      out_of_memory_at timestamptz,
      updated_at timestamptz not null default now(),
      primary key (computer_id, model)
    )`,
  ],
  down: [
    'drop table model_footprints',
    `alter table batch_items
      drop column memory_mb,
      drop column threads`,
  ],
};

export class Migration050Resources extends StatementsMigration {
  override readonly statements = resources;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** What was sent to other people's recognisers, and until when one of them has asked to wait. */
export const endpoints: Statements = {
  up: [
    `create table endpoints (
      url text primary key,
      sent_seconds double precision not null default 0 check (sent_seconds >= 0),
      blocked_until timestamptz,
      blocked_by text,
      updated_at timestamptz not null default now()
    )`,
    'alter table batch_items add column sent_seconds double precision not null default 0 check (sent_seconds >= 0)',
  ],
  down: ['alter table batch_items drop column sent_seconds', 'drop table endpoints'],
};

export class Migration052Endpoints extends StatementsMigration {
  override readonly statements = endpoints;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** When the library was looked through for damage, why, and what was found. */
export const checks: Statements = {
  up: [
    `create table checks (
      id bigserial primary key,
      reason varchar(20) not null check (reason in ('wish', 'schedule', 'interruption')),
      reads_media boolean not null,
      findings jsonb not null,
      started_at timestamptz not null,
      finished_at timestamptz not null default clock_timestamp(),
      check (finished_at >= started_at)
    )`,
  ],
  down: ['drop table checks'],
};

export class Migration045Checks extends StatementsMigration {
  override readonly statements = checks;
}

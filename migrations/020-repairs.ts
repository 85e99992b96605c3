import { type Statements, StatementsMigration } from './statements.ts';

/** What `trax repair` did, with what was there before. */
export const repairs: Statements = {
  up: [
    `create table repairs (
      id bigserial primary key,
      kind text not null,
      place text not null,
      did text not null,
      former jsonb,
      created_at timestamptz not null default now()
    )`,
  ],
  down: ['drop table repairs'],
};

export class Migration020Repairs extends StatementsMigration {
  override readonly statements = repairs;
}

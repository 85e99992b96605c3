import { type Statements, StatementsMigration } from './statements.ts';

/** Transcripts corrected by a language model. */
export const enhancement: Statements = {
  up: [
    `alter table transcripts
      add column enhanced_content text,
      add column accuracy double precision,
      add column quality_warnings text[]`,
  ],
  down: [
    `alter table transcripts
      drop column quality_warnings,
      drop column accuracy,
      drop column enhanced_content`,
  ],
};

export class Migration002Enhancement extends StatementsMigration {
  override readonly statements = enhancement;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** Under which name an edit was asked for, so that one whose answer was lost can be asked for again and is done once. */
export const requests: Statements = {
  up: [
    'alter table transcript_edits add column request uuid',
    `create unique index ix_transcript_edits_request on transcript_edits (transcript_id, request)
      where request is not null`,
  ],
  down: ['drop index ix_transcript_edits_request', 'alter table transcript_edits drop column request'],
};

export class Migration063Requests extends StatementsMigration {
  override readonly statements = requests;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** Why a computer cannot let others fetch its recordings, although it is wished for. */
export const shareFailures: Statements = {
  up: ['alter table cores add column share_failure jsonb'],
  down: ['alter table cores drop column share_failure'],
};

export class Migration054ShareFailures extends StatementsMigration {
  override readonly statements = shareFailures;
}

import { noting, settled } from './071-search-words.ts';
import { describingShown, shownTranscripts } from './080-shown-transcript.ts';
import { type Statements, StatementsMigration } from './statements.ts';

/** A function in SQL is planned again by every statement that calls it; one in PL/pgSQL once by each connection. */
const describeRecordings = `create or replace function describe_recordings(ids uuid[]) returns void language plpgsql as $$
    begin ${describingShown};
    end
  $$`;

/** Ids that follow one another are put into the same page of the index; a server older than 18 cannot make them. */
const orderedIds = `do $$ begin
    if to_regprocedure('uuidv7()') is not null then
      alter table transcript_segments alter column id set default uuidv7();
    end if;
  end $$`;

export const plannedOnce: Statements = {
  up: [describeRecordings, noting(3 * settled), orderedIds],
  down: [
    ...shownTranscripts.up.slice(1),
    noting(settled),
    'alter table transcript_segments alter column id set default gen_random_uuid()',
  ],
};

export class Migration084PlannedOnce extends StatementsMigration {
  override readonly statements = plannedOnce;
}

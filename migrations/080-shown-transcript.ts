import { describeRecordings, describing } from './070-shelves.ts';
import { type Statements, StatementsMigration } from './statements.ts';

/** In one place which of several transcripts a recording shows: the one chosen last, else the newest that is complete, else the newest. */
const shownTranscript = `create function shown_transcript(recording uuid) returns setof transcription_results
  language sql stable as $$
    select * from transcription_results where media_file_id = recording
    order by chosen_at desc nulls last, completed_at is not null desc, created_at desc, id limit 1
  $$`;

/** In PL/pgSQL it is planned once by each connection; in SQL it was again by every statement that called it. */
const describeShown = `create or replace function describe_recordings(ids uuid[]) returns void language plpgsql as $$
    begin ${describing('shown_transcript(given.id)')};
    end
  $$`;

export const shownTranscripts: Statements = {
  up: [shownTranscript, describeShown],
  down: [
    describeRecordings.replace('create function', 'create or replace function'),
    'drop function shown_transcript(uuid)',
  ],
};

export class Migration080ShownTranscript extends StatementsMigration {
  override readonly statements = shownTranscripts;
}

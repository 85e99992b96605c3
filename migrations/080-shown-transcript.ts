import { type Statements, StatementsMigration } from './statements.ts';

/** In one place which of several transcripts a recording shows: the one chosen last, else the newest that is complete, else the newest. */
const shownTranscript = `create function shown_transcript(recording uuid) returns setof transcription_results
  language sql stable as $$
    select * from transcription_results where media_file_id = recording
    order by chosen_at desc nulls last, completed_at is not null desc, created_at desc, id limit 1
  $$`;

/** What it was looked up by before (migration 070). */
const formerly = `(
        select language, speaker_count from transcription_results where media_file_id = given.id
        order by chosen_at desc nulls last, completed_at is not null desc, created_at desc, id limit 1)`;

const describing = (shown: string) => `
    update media_files m
    set state = d.state, spoken_language = d.language, speaker_count = d.speaker_count
    from (
      select given.id,
        case when i.status is null then 'none' else item_state(i.status, i.task_type, i.cancelled_at is not null) end as state,
        t.language, t.speaker_count
      from unnest(ids) as given(id)
      left join lateral (
        select status, task_type, cancelled_at from batch_items where media_file_id = given.id
        order by created_at desc, id limit 1) i on true
      left join lateral ${shown} t on true) d
    where m.id = d.id
      and (m.state, m.spoken_language, m.speaker_count) is distinct from (d.state, d.language, d.speaker_count)`;

const describeRecordings = (shown: string) =>
  `create or replace function describe_recordings(ids uuid[]) returns void language sql as $$${describing(shown)}
  $$`;

/** What a recording's row says of its last item and of the transcript that it shows. */
export const describingShown = describing('shown_transcript(given.id)');

export const shownTranscripts: Statements = {
  up: [shownTranscript, describeRecordings('shown_transcript(given.id)')],
  down: [describeRecordings(formerly), 'drop function shown_transcript(uuid)'],
};

export class Migration080ShownTranscript extends StatementsMigration {
  override readonly statements = shownTranscripts;
}

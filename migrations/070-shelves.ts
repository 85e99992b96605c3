import { type Statements, StatementsMigration } from './statements.ts';

/**
 * What the library sorts and filters by, on the recording itself: looked up in two other tables it would take seconds for
 * 100,000 recordings. Statement triggers keep it, so that ten thousand files at once cost one look.
 */
const itemState = `create function item_state(status text, task text, is_cancelled boolean) returns text
  language sql immutable as $$
    select case
      when status in ('pending', 'running', 'retrying') then 'working'
      -- A file is not done when it was only read: what follows is added in the same transaction.
      when status = 'completed' then case when task = 'preprocess' then 'working' else 'done' end
      when is_cancelled then 'cancelled'
      else 'failed'
    end
  $$`;

/** Brings the rows of recordings up to date with their last items and the transcripts that they show. */
export const describing = (shownTranscript: string) => `
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
      left join lateral ${shownTranscript} t on true) d
    where m.id = d.id
      and (m.state, m.spoken_language, m.speaker_count) is distinct from (d.state, d.language, d.speaker_count)`;

const shown = `(
        select language, speaker_count from transcription_results where media_file_id = given.id
        order by chosen_at desc nulls last, completed_at is not null desc, created_at desc, id limit 1)`;

export const describeRecordings = `create function describe_recordings(ids uuid[]) returns void language sql as $$${describing(shown)}
  $$`;

/** A trigger function that describes the recordings of the rows that a query gives. */
const describer = (name: string, changed: string) => `create function ${name}() returns trigger
  language plpgsql as $$
    declare
      ids uuid[];
    begin
      ids := array(${changed});
      if cardinality(ids) > 0 then perform describe_recordings(ids); end if;
      return null;
    end
  $$`;

const stateOf = (row: string) =>
  `item_state(${row}.status, ${row}.task_type, ${row}.cancelled_at is not null)`;

const triggers = [
  {
    name: 'describe_added',
    tables: { batch_items: 'insert', transcription_results: 'insert' },
    changed: 'select distinct media_file_id from added where media_file_id is not null',
    referencing: 'new table as added',
  },
  {
    name: 'describe_gone',
    tables: { batch_items: 'delete', transcription_results: 'delete' },
    changed: 'select distinct media_file_id from gone where media_file_id is not null',
    referencing: 'old table as gone',
  },
  {
    name: 'describe_moved_items',
    tables: { batch_items: 'update' },
    changed: `select distinct n.media_file_id from former f join present n on n.id = f.id
      where n.media_file_id is not null and ${stateOf('f')} is distinct from ${stateOf('n')}`,
    referencing: 'old table as former new table as present',
  },
  {
    name: 'describe_changed_results',
    tables: { transcription_results: 'update' },
    changed: `select distinct n.media_file_id from former f join present n on n.id = f.id
      where (f.language, f.speaker_count, f.completed_at, f.chosen_at)
        is distinct from (n.language, n.speaker_count, n.completed_at, n.chosen_at)`,
    referencing: 'old table as former new table as present',
  },
];

/** Blanks count as the least, so that one index serves both directions. */
const indexes = {
  ix_media_files_title_order: '(lower(coalesce(title, file_name)), id)',
  ix_media_files_duration_order: '(coalesce(duration_seconds, -1), id)',
  ix_media_files_source_order: '((youtube_video_id is not null), id)',
  ix_media_files_speakers_order: '(coalesce(speaker_count, -1), id)',
  ix_media_files_language_order: `(coalesce(spoken_language, ''), id)`,
  ix_media_files_state_order: '(state, id)',
  ix_media_files_title_words: 'using gin (lower(coalesce(title, file_name)) gin_trgm_ops)',
  ix_media_files_tags: 'using gin (tags)',
};

/** Tags, the bin, which of several transcripts is shown, and what the library sorts and filters by. */
export const shelves: Statements = {
  up: [
    'create extension if not exists pg_trgm',
    `alter table media_files
      add column tags text[] not null default '{}',
      add column state text not null default 'none'
        check (state in ('none', 'working', 'done', 'failed', 'cancelled')),
      add column spoken_language varchar(8),
      add column speaker_count integer`,
    'alter table transcription_results add column chosen_at timestamptz',
    itemState,
    describeRecordings,
    'select describe_recordings(array(select id from media_files))',
    ...triggers.flatMap(({ name, tables, changed, referencing }) => [
      describer(name, changed),
      ...Object.entries(tables).map(
        ([table, event]) => `create trigger ${table}_${name} after ${event} on ${table}
          referencing ${referencing} for each statement execute function ${name}()`,
      ),
    ]),
    ...Object.entries(indexes).map(
      ([name, target]) => `create index ${name} on media_files ${target} where deleted_at is null`,
    ),
    'create index ix_media_files_bin on media_files (deleted_at, id) where deleted_at is not null',
  ],
  down: [
    'drop index ix_media_files_bin',
    ...Object.keys(indexes).map((name) => `drop index ${name}`),
    ...triggers.flatMap(({ name, tables }) => [
      ...Object.keys(tables).map((table) => `drop trigger ${table}_${name} on ${table}`),
      `drop function ${name}()`,
    ]),
    'drop function describe_recordings(uuid[])',
    'drop function item_state(text, text, boolean)',
    'alter table transcription_results drop column chosen_at',
    `alter table media_files
      drop column speaker_count,
      drop column spoken_language,
      drop column state,
      drop column tags`,
  ],
};

export class Migration070Shelves extends StatementsMigration {
  override readonly statements = shelves;
}

import { type Statements, StatementsMigration } from './statements.ts';

/** The statuses of this version and which may follow which. `shared/status.ts` is tested to be equal. */
const statuses = {
  batch_items: {
    column: 'status',
    allowed: {
      pending: ['running', 'failed'],
      running: ['completed', 'failed', 'retrying', 'pending'],
      retrying: ['running', 'failed', 'pending'],
      failed: ['pending'],
      completed: [],
    },
  },
  batch_jobs: {
    column: 'status',
    allowed: {
      pending: ['running', 'paused', 'completed', 'failed'],
      running: ['pending', 'paused', 'completed', 'failed'],
      paused: ['pending', 'running', 'completed', 'failed'],
      completed: ['pending', 'running', 'failed'],
      failed: ['pending', 'running', 'completed'],
    },
  },
  media_files: {
    column: 'download_status',
    allowed: {
      pending: ['downloading', 'completed', 'failed'],
      downloading: ['completed', 'failed', 'pending'],
      completed: [],
      failed: ['pending', 'downloading'],
    },
  },
  v2_processing_jobs: {
    column: 'status',
    allowed: {
      pending: ['running', 'failed'],
      running: ['completed', 'failed', 'pending'],
      completed: [],
      failed: ['pending'],
    },
  },
};

const ruled = Object.entries(statuses).map(([table, { column, allowed }]) => ({
  table,
  column,
  list: Object.keys(allowed)
    .map((status) => `'${status}'`)
    .join(', '),
  allowed: JSON.stringify(allowed),
}));

const statusRules = ruled.flatMap(({ table, column, list, allowed }) => [
  // The original platform checked nothing.
  `update ${table} set ${column} = 'failed' where ${column} not in (${list})`,
  `alter table ${table} add constraint ${table}_${column}_known check (${column} in (${list}))`,
  `create trigger ${table}_${column}_transition before update of ${column} on ${table}
    for each row when (old.${column} is distinct from new.${column} and old.${column} is not null)
    execute function check_transition('${column}', '${allowed}')`,
]);

const transitionFunction = `create function check_transition() returns trigger language plpgsql as $$
  declare
    former text := to_jsonb(old) ->> tg_argv[0];
    next text := to_jsonb(new) ->> tg_argv[0];
  begin
    if not jsonb_exists(tg_argv[1]::jsonb -> former, next) then
      raise exception 'the status % of % may not follow %', next, tg_table_name, former
        using errcode = 'check_violation', table = tg_table_name, column = tg_argv[0];
    end if;
    return new;
  end
$$`;

/** Absolute, of Unix or Windows, without a step back, a doubled or a closing separator. */
const pathFunction = `create function is_normal_path(path text) returns boolean language sql immutable as $$
  select case
    when path like '/%' then path !~ '//|/\\.{1,2}(/|$)|./$'
    when path ~ '^[A-Za-z]:\\\\' then path !~ '/|\\\\\\\\|\\\\\\.{1,2}(\\\\|$)|[^:]\\\\$'
    when path ~ '^\\\\\\\\[^\\\\]' then substr(path, 3) !~ '/|\\\\\\\\|\\\\\\.{1,2}(\\\\|$)|\\\\$'
    else false
  end
$$`;

/** By trigger and not by a check: rows of the original platform may hold relative paths and have to stay writable. */
const pathTables = ['media_files', 'exports'];
const pathRules = [
  pathFunction,
  `create function check_file_path() returns trigger language plpgsql as $$
    begin
      if not is_normal_path(new.file_path) then
        raise exception 'the path of % is not absolute and normalised', tg_table_name
          using errcode = 'check_violation', table = tg_table_name, column = 'file_path';
      end if;
      return new;
    end
  $$`,
  ...pathTables.map(
    (table) => `create trigger ${table}_file_path before insert or update of file_path on ${table}
      for each row execute function check_file_path()`,
  ),
  'alter table watch_folders add constraint watch_folders_path_normal check (is_normal_path(path))',
];

const ranges = [
  {
    table: 'v2_processing_jobs',
    column: 'progress',
    check: 'progress between 0 and 1',
    mended: 'least(greatest(progress, 0), 1)',
  },
  { table: 'transcription_results', column: 'speaker_count', check: 'speaker_count >= 0', mended: 'null' },
];
const rangeRules = ranges.flatMap(({ table, column, check, mended }) => [
  `update ${table} set ${column} = ${mended} where not (${check})`,
  `alter table ${table} add constraint ${table}_${column}_range check (${check})`,
]);

const uniqueRules = [
  // Of several with one name, all but the oldest get a number.
  `update speaker_profiles set name = left(speaker_profiles.name, 240) || ' (' || speaker_profiles.id || ')'
    from (select id, row_number() over (partition by name, user_id order by id) as place from speaker_profiles) as p
    where p.id = speaker_profiles.id and p.place > 1`,
  `alter table speaker_profiles
    add constraint speaker_profiles_name_user unique nulls not distinct (user_id, name)`,
  `delete from audio_processing_metadata as older using audio_processing_metadata as newer
    where older.media_file_id = newer.media_file_id
      and (older.created_at, older.id) < (newer.created_at, newer.id)`,
  `alter table audio_processing_metadata
    add constraint audio_processing_metadata_media_file_id_key unique (media_file_id)`,
];

/** What happens to a row whose parent is deleted. */
const references = [
  { table: 'media_files', column: 'youtube_video_id', parent: 'youtube_videos', rule: 'set null' },
  { table: 'transcription_results', column: 'media_file_id', parent: 'media_files', rule: 'cascade' },
  { table: 'audio_processing_metadata', column: 'media_file_id', parent: 'media_files', rule: 'cascade' },
  { table: 'exports', column: 'transcript_id', parent: 'transcription_results', rule: 'cascade' },
  { table: 'batch_items', column: 'batch_job_id', parent: 'batch_jobs', rule: 'cascade' },
];

/** Replaces a foreign key whatever it is called: other tools name them differently. */
const refer = ({ table, column, parent }: (typeof references)[number], rule: string) => [
  `do $$
    declare name text;
    begin
      for name in
        select c.conname from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.conrelid = '${table}'::regclass and c.contype = 'f' and a.attname = '${column}'
      loop
        execute format('alter table ${table} drop constraint %I', name);
      end loop;
    end
  $$`,
  `alter table ${table} add constraint ${table}_${column}_fkey
    foreign key (${column}) references ${parent} (id) on delete ${rule}`,
];

const indexes = {
  ix_media_files_youtube_video_id: 'media_files (youtube_video_id)',
  ix_media_files_sha256: 'media_files (sha256)',
  ix_media_files_created_at: 'media_files (created_at, id) where deleted_at is null',
  ix_transcription_results_media_file_id: 'transcription_results (media_file_id, created_at)',
  ix_transcription_results_quality_warnings_v2:
    'transcription_results using gin (quality_warnings_v2 jsonb_path_ops)',
  ix_exports_transcript_id: 'exports (transcript_id)',
};

/** What the database itself sees to: statuses, ranges, paths, uniqueness, what goes with a deleted row. */
export const rules: Statements = {
  up: [
    transitionFunction,
    ...statusRules,
    ...pathRules,
    ...rangeRules,
    ...uniqueRules,
    ...references.flatMap((reference) => refer(reference, reference.rule)),
    ...Object.entries(indexes).map(([name, target]) => `create index ${name} on ${target}`),
  ],
  down: [
    ...Object.keys(indexes).map((name) => `drop index ${name}`),
    ...references.flatMap((reference) => refer(reference, 'no action')),
    'alter table audio_processing_metadata drop constraint audio_processing_metadata_media_file_id_key',
    'alter table speaker_profiles drop constraint speaker_profiles_name_user',
    ...ranges.map(({ table, column }) => `alter table ${table} drop constraint ${table}_${column}_range`),
    'alter table watch_folders drop constraint watch_folders_path_normal',
    ...pathTables.map((table) => `drop trigger ${table}_file_path on ${table}`),
    'drop function check_file_path()',
    'drop function is_normal_path(text)',
    ...ruled.flatMap(({ table, column }) => [
      `drop trigger ${table}_${column}_transition on ${table}`,
      `alter table ${table} drop constraint ${table}_${column}_known`,
    ]),
    'drop function check_transition()',
  ],
};

export class Migration008Rules extends StatementsMigration {
  override readonly statements = rules;
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { BatchItem } from '../../electron/core/database/entities/batchItem.ts';
import { MediaFile } from '../../electron/core/database/entities/mediaFile.ts';
import { Setting } from '../../electron/core/database/entities/setting.ts';
import { TranscriptionResult } from '../../electron/core/database/entities/transcriptionResult.ts';
import { taskTypes } from '../../shared/contract/queue.ts';
import {
  batchTransitions,
  downloadTransitions,
  itemTransitions,
  mayFollow,
  processingJobTransitions,
  statusesOf,
  type Transitions,
} from '../../shared/status.ts';
import { createTestDatabase } from '../support/database.ts';

let stack: AsyncDisposableStack;
let database: Database;
let warnings: string[];

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  warnings = [];
  const { url } = stack.use(await createTestDatabase());
  const log = {
    info: () => undefined,
    warn: (message: string) => void warnings.push(message),
    error: (message: string) => void warnings.push(message),
  };
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }));
});
afterEach(() => stack.disposeAsync());

const run = (sql: string, params: unknown[] = []) =>
  database.orm.em.execute<Record<string, unknown>[]>(sql, params);
const insertMedia = (path: string) =>
  run(`insert into media_files (file_path, file_name, file_size) values (?, 'a', 1) returning id`, [path]);
const isAccepted = (attempt: Promise<unknown>) =>
  attempt.then(
    () => true,
    () => false,
  );

interface Ruled {
  readonly table: string;
  readonly column: string;
  readonly transitions: Transitions<string>;
  /** The columns that a row needs, and their values. */
  readonly row: readonly [string, string];
}

const ruled: Ruled[] = [
  {
    table: 'batch_items',
    column: 'status',
    transitions: itemTransitions,
    row: ['task_type, task_data', `'transcribe', '{}'`],
  },
  {
    table: 'batch_jobs',
    column: 'status',
    transitions: batchTransitions,
    row: ['name, total_files', `'b', 1`],
  },
  {
    table: 'media_files',
    column: 'download_status',
    transitions: downloadTransitions,
    row: ['file_path, file_name, file_size', `'/a', 'a', 1`],
  },
  {
    table: 'v2_processing_jobs',
    column: 'status',
    transitions: processingJobTransitions,
    row: ['job_type', `'diarization'`],
  },
];

describe.each(ruled)('the status of $table', ({ table, column, transitions, row }) => {
  const statuses = statusesOf(transitions);
  const insert = (status: string) =>
    run(`insert into ${table} (${row[0]}, ${column}) values (${row[1]}, ?) returning id`, [status]);

  it('is one of shared/status.ts', async () => {
    for (const status of statuses) expect(await isAccepted(insert(status))).toBe(true);
    expect(await isAccepted(insert('odd'))).toBe(false);
    const [check] = await run(
      `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = '${table}_${column}_known'`,
    );
    const listed = [...String(check?.definition).matchAll(/'(\w+)'/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...statuses].sort());
  });

  it('changes only along the transitions of shared/status.ts', async () => {
    for (const from of statuses) {
      for (const to of statuses) {
        const [inserted] = await insert(from);
        const update = run(`update ${table} set ${column} = ? where id = ?`, [to, inserted?.id]);
        expect([from, to, await isAccepted(update)]).toEqual([
          from,
          to,
          from === to || mayFollow(transitions, from, to),
        ]);
      }
    }
  });
});

/** What goes with a row that is deleted (DESIGN 5.3): everything that means nothing without it. */
const deleteRules = {
  'audio_processing_metadata.media_file_id': 'cascade',
  'batch_items.batch_job_id': 'cascade',
  'batch_items.media_file_id': 'cascade',
  'collection_media_files.collection_id': 'cascade',
  'collection_media_files.media_file_id': 'cascade',
  'cores.computer_id': 'cascade',
  'deliveries.media_file_id': 'cascade',
  'exports.transcript_id': 'cascade',
  'imported_recordings.media_file_id': 'cascade',
  // The recording stays when what is known of its source goes.
  'media_files.youtube_video_id': 'set null',
  'recording_notes.media_file_id': 'cascade',
  'transcript_edits.transcript_id': 'cascade',
  'transcript_segments.transcript_id': 'cascade',
  'transcript_speakers.profile_id': 'cascade',
  'transcript_speakers.transcript_id': 'cascade',
  'transcript_windows.transcript_id': 'cascade',
  'transcription_results.media_file_id': 'cascade',
  'v2_processing_jobs.transcript_id': 'cascade',
  'waiting_texts.media_file_id': 'cascade',
  'watched_files.watch_folder_id': 'cascade',
};

describe('foreign keys', () => {
  it('take with a row what means nothing without it', async () => {
    const stored = await database.orm.em.fork().execute<{ place: string; rule: string }[]>(
      `select conrelid::regclass || '.' || attname as place,
         case confdeltype when 'c' then 'cascade' when 'n' then 'set null' else 'refused' end as rule
       from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey) where contype = 'f'`,
    );
    expect(Object.fromEntries(stored.map(({ place, rule }) => [place, rule]))).toEqual(deleteRules);
    expect(stored).toHaveLength(Object.keys(deleteRules).length);
  });
});

describe('the database', () => {
  it('takes absolute and normalised paths only', async () => {
    const good = [
      '/a',
      '/a/b c/é 🎧.wav',
      '/.hidden',
      '/a..b/c',
      'C:\\a\\b.wav',
      'C:\\',
      '\\\\server\\share\\a.wav',
    ];
    for (const path of good) expect([path, await isAccepted(insertMedia(path))]).toEqual([path, true]);
    const bad = [
      'a',
      './a',
      '/a/',
      '/a//b',
      '/a/./b',
      '/a/../b',
      '/..',
      'C:a',
      'C:\\a\\..\\b',
      'C:\\a\\',
      'C:\\a/b',
      '',
    ];
    for (const path of bad) expect([path, await isAccepted(insertMedia(path))]).toEqual([path, false]);
  });

  it('keeps progress within 0 and 1, and counts from 0', async () => {
    const [media] = await insertMedia('/a');
    for (const [sql, accepted] of [
      [`insert into v2_processing_jobs (job_type, progress) values ('diarization', 1)`, true],
      [`insert into v2_processing_jobs (job_type, progress) values ('diarization', 1.01)`, false],
      [`insert into batch_items (task_type, task_data, progress) values ('transcribe', '{}', -0.1)`, false],
      [`insert into transcription_results (media_file_id, speaker_count) values ('${media?.id}', 0)`, true],
      [`insert into transcription_results (media_file_id, speaker_count) values ('${media?.id}', -1)`, false],
    ] as const) {
      expect([sql, await isAccepted(run(sql))]).toEqual([sql, accepted]);
    }
  });

  it('takes a speaker name once for each user, and no user counts as one', async () => {
    const insert = (user: number | null) =>
      isAccepted(run(`insert into speaker_profiles (name, user_id) values ('Ada', ?)`, [user]));
    expect([await insert(null), await insert(1), await insert(2)]).toEqual([true, true, true]);
    expect([await insert(null), await insert(1)]).toEqual([false, false]);
  });

  it('removes with a recording what is of it, and keeps the recording of a forgotten video', async () => {
    const [video] = await run(`insert into youtube_videos (youtube_id, title, channel, duration_seconds, url)
      values ('x', 't', 'c', 1, 'u') returning id`);
    const [media] = await insertMedia('/a');
    await run('update media_files set youtube_video_id = ?', [video?.id]);
    const [transcript] = await run(
      `insert into transcription_results (media_file_id) values ('${media?.id}') returning id`,
    );
    await run(
      `insert into exports (transcript_id, format, file_path) values ('${transcript?.id}', 'txt', '/t')`,
    );
    await run(
      `insert into batch_items (task_type, task_data, media_file_id) values ('transcribe', '{}', '${media?.id}')`,
    );
    await run(`insert into transcript_windows (transcript_id, start_seconds, end_seconds, coverage, discarded, raw)
      values ('${transcript?.id}', 0, 1, '[]', '[]', '[]')`);
    await run('delete from youtube_videos');
    expect(await run('select youtube_video_id from media_files')).toEqual([{ youtube_video_id: null }]);
    await run('delete from media_files');
    for (const table of ['transcription_results', 'exports', 'batch_items', 'transcript_windows']) {
      expect([table, await run(`select id from ${table}`)]).toEqual([table, []]);
    }
  });

  it('has an index for every foreign key and every index that the design names', async () => {
    const bare = await run(`
      select c.conrelid::regclass::text as table, a.attname as column from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null)`);
    expect(bare).toEqual([]);
    const indexes = (await run('select indexname from pg_indexes')).map((row) => row.indexname);
    expect(indexes).toEqual(
      expect.arrayContaining([
        'ix_speaker_profiles_name',
        'ix_speaker_profiles_user_id',
        'ix_v2_processing_jobs_status',
        'ix_v2_processing_jobs_transcript_id',
        'ix_v2_processing_jobs_job_type',
        'ix_transcription_results_pipeline_version',
        'ix_transcription_results_domain_used',
        'ix_transcription_results_speaker_count',
      ]),
    );
  });

  it('claims work with an index and not by reading every item', async () => {
    await run(`insert into batch_items (task_type, task_data, status)
      select 'transcribe', '{}', 'completed' from generate_series(1, 5000)`);
    await run('analyze batch_items');
    const plan = await run(`explain select id from batch_items
      where status in ('pending', 'retrying') and paused_at is null
      order by priority desc, position, created_at, id limit 1 for update skip locked`);
    expect(JSON.stringify(plan)).toContain('ix_batch_items_claim');
  });
});

describe('the entities', () => {
  const types: Record<string, string> = {
    'double precision': 'double precision',
    int4: 'integer',
  };
  const plain = (type: string) =>
    types[type] ??
    type
      .replace(/^int$|^serial$/, 'integer')
      .replace(/^bigserial$/, 'bigint')
      .replace(/^varchar\(\d+\)$/, 'character varying')
      .replace('timestamptz', 'timestamp with time zone')
      .replace('text[]', 'ARRAY');

  it('have the columns, types and obligations of the newest schema', async () => {
    const stored = await run(`select table_name || '.' || column_name as place, data_type as type,
      is_nullable = 'YES' as nullable from information_schema.columns
      where table_schema = 'public' and is_generated = 'NEVER' and is_identity = 'NO'`);
    const byPlace = new Map(stored.map((column) => [column.place, column]));
    for (const meta of database.orm.getMetadata().getAll().values()) {
      for (const property of meta.comparableProps) {
        const place = `${meta.tableName}.${property.fieldNames[0]}`;
        const column = byPlace.get(place);
        expect(column, place).toBeDefined();
        const type = plain(property.columnTypes[0] ?? '');
        // A list of words is text to the ORM and varchar in the original schema.
        const isWord = Boolean(property.enum);
        if (!isWord) expect([place, column?.type]).toEqual([place, type]);
        byPlace.delete(place);
      }
    }
    const others = [...byPlace.keys()].filter(
      (place) => !/^(mikro_orm_migrations|search_word_changes|transcripts)\./.test(String(place)),
    );
    expect(others).toEqual([]);
  });

  it('store and give back documents by their schemas', async () => {
    const em = database.orm.em.fork();
    const media = em.create(MediaFile, {
      filePath: '/a.wav',
      fileName: 'a.wav',
      fileSize: 9_000_000_000,
      downloadStatus: 'completed',
    });
    em.create(TranscriptionResult, {
      mediaFile: media,
      coverage: [{ start: 0, end: 1.5, kind: 'silence' }],
      qualityWarnings: ['a "b"', 'c'],
    });
    await em.flush();
    const [found] = await database.orm.em.fork().find(TranscriptionResult, {}, { populate: ['mediaFile'] });
    expect(found?.coverage).toEqual([{ start: 0, end: 1.5, kind: 'silence' }]);
    expect(found?.qualityWarnings).toEqual(['a "b"', 'c']);
    expect(found?.mediaFile.getEntity().fileSize).toBe(9_000_000_000);
    expect(found?.createdAt).toBeInstanceOf(Date);
  });

  it('refuse to write a document that does not fit its schema', async () => {
    const em = database.orm.em.fork();
    const media = em.create(MediaFile, { filePath: '/a.wav', fileName: 'a.wav', fileSize: 1 });
    const coverage = [{ start: -1, end: 0, kind: 'silence' as const }];
    em.create(TranscriptionResult, { mediaFile: media, coverage });
    await expect(em.flush()).rejects.toThrow(/Too small/);
  });

  it('read a stored document that does not fit as nothing, name it, and leave it as it is', async () => {
    await run(
      `insert into media_files (file_path, file_name, file_size, format_info) values ('/a', 'a', 1, '{"odd": 1}')`,
    );
    const em = database.orm.em.fork();
    const [media] = await em.find(MediaFile, {});
    expect(media?.formatInfo).toBeNull();
    expect(warnings).toEqual(['media_files.format_info: a stored document does not fit']);
    if (media) media.title = 'renamed';
    await em.flush();
    expect(await run('select title, format_info from media_files')).toEqual([
      { title: 'renamed', format_info: { odd: 1 } },
    ]);
  });

  it('store any JSON as a setting', async () => {
    for (const value of ['text', 1, true, [1, 2], { a: null }]) {
      const em = database.orm.em.fork();
      await em.upsert(Setting, { key: 'k', value });
      const found = await database.orm.em.fork().findOneOrFail(Setting, 'k');
      expect(found.value).toEqual(value);
    }
  });

  it('know the tasks that items can have', () => {
    const { properties } = database.orm.getMetadata().get(BatchItem);
    expect(properties.taskType.items).toEqual(taskTypes);
  });
});

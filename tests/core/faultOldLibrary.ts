import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../../electron/core/database/database.ts';
import { queryRows } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';

/** What each table of the original platform holds, as one line that any version of the schema can give. */
const contents: Record<string, string> = {
  youtube_videos: 'id, youtube_id, title',
  media_files: 'id, youtube_video_id, file_path, file_size, extract(epoch from created_at)',
  transcription_results: 'id, media_file_id, text_content, segments, enhanced_content',
  exports: 'id, transcript_id, file_path',
  batch_jobs: 'id, name, status, total_files',
  batch_items: 'id, batch_job_id, task_data, status',
  speaker_profiles: 'id, name, user_id',
  v2_processing_jobs: 'id, transcript_id, job_type, status, progress',
};

/** Enough rows for the upgrade to take a while. */
const rows = [
  `insert into youtube_videos (youtube_id, title, channel, duration_seconds, url)
    select 'video ' || n, 'Talk ' || n, 'A channel', 60, 'https://example.org/' || n from generate_series(1, 100) n`,
  `insert into media_files (file_path, file_name, file_size, youtube_video_id)
    select '/old/' || n || '.mp3', n || '.mp3', n, (select id from youtube_videos where youtube_id = 'video ' || n)
    from generate_series(1, 2000) n`,
  `insert into transcription_results (media_file_id, pipeline_version, text_content, segments, enhanced_content)
    select id, 'v1', repeat('what was said ', 50), '[{"start": 0, "end": 1, "text": "what was said"}]', 'What was said.'
    from media_files`,
  `insert into exports (transcript_id, format, file_path) select id, 'srt', '/old/' || id || '.srt' from transcription_results`,
  `insert into batch_jobs (name, total_files) select 'Batch ' || n, 0 from generate_series(1, 50) n`,
  `insert into batch_items (batch_job_id, task_type, task_data, status)
    select (select id from batch_jobs limit 1), 'transcribe', '{}', 'completed' from generate_series(1, 2000)`,
  `insert into speaker_profiles (name, user_id) select 'Speaker ' || n, n % 3 from generate_series(1, 100) n`,
  `insert into v2_processing_jobs (transcript_id, job_type, status, progress)
    select id, 'diarization', 'completed', 1 from transcription_results limit 200`,
];

/** A library as the original platform's last version left it, of which copies can be upgraded. */
export interface OldLibrary {
  /** Puts an untouched copy in the place of the former one; gives its data folder. */
  fresh(): Promise<string>;
  /** What its tables hold. */
  readonly contents: string;
}

export async function createOldLibrary(folder: string): Promise<OldLibrary> {
  const [original, copy] = [join(folder, 'original'), join(folder, 'copy')];
  const database = await openDatabase({ dataFolder: original, log });
  await database.orm.migrator.down({ to: '004-v2' });
  for (const sql of rows) await database.orm.em.fork().execute(sql);
  const held = await contentsOf(database.url);
  await database[Symbol.asyncDispose]();
  return {
    contents: held,
    async fresh() {
      await rm(copy, { recursive: true, force: true });
      await promisify(execFile)('cp', ['-a', original, copy]);
      return copy;
    },
  };
}

/** A line for each table: how many rows, and a sum over what they say. */
export async function contentsOf(url: string): Promise<string> {
  const lines: string[] = [];
  for (const [table, columns] of Object.entries(contents)) {
    const [row] = await queryRows<{ count: string; sum: string }>(
      url,
      `select count(*) as count, md5(string_agg(md5(row(${columns})::text), '' order by id)) as sum from ${table}`,
    );
    lines.push(`${table}: ${row?.count} rows, ${row?.sum}`);
  }
  return lines.join('\n');
}

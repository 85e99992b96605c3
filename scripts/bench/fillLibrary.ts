import type { Client } from 'pg';

/** Stores so many transcribed recordings, as a person has them who has used Trax for long: in batches of forty. */
export async function fillLibrary(client: Client, count: number): Promise<void> {
  // Ids by which the rows find each other; the digits at these places say that they are well-formed (RFC 9562, version 4).
  await client.query(
    `create function pg_temp.id_of(name text) returns uuid language sql as
     $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$`,
  );
  await client.query('begin');
  // What the triggers say of each recording is said of all of them at once.
  for (const table of ['batch_items', 'transcription_results'])
    await client.query(`alter table ${table} disable trigger user`);
  await client.query(
    `insert into batch_jobs (id, name, status, total_files, processed_files, created_at, end_time)
     select pg_temp.id_of('batch ' || n), 'Batch ' || n, 'completed', 40, 40, now() - n * interval '4 hours', now()
     from generate_series(0, $1::int / 40) n`,
    [count],
  );
  await client.query(
    `insert into media_files (id, file_path, file_name, title, file_size, duration_seconds, format_info, download_status,
       created_at)
     select pg_temp.id_of('recording ' || n), '/recordings/' || n || '.m4a', n || '.m4a', 'Recording ' || n, 2400000, 600,
       '{"container": "mov", "video": null, "audioTracks": [], "chosenTrack": 0}', 'completed',
       now() - n * interval '6 minutes'
     from generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `insert into transcription_results (media_file_id, version, pipeline_version, text_content, language, completed_at,
       transcribed_until, word_count, segment_count, created_at)
     select pg_temp.id_of('recording ' || n), 'v1', 'v1', repeat('what was said ', 500), 'en', now(), 600, 1500, 250,
       now() - n * interval '6 minutes'
     from generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `insert into batch_items (batch_job_id, media_file_id, task_type, task_data, status, progress, created_at, completed_at)
     select pg_temp.id_of('batch ' || n / 40), pg_temp.id_of('recording ' || n), task, '{}', 'completed', 1,
       now() - n * interval '6 minutes' + place * interval '1 microsecond', now()
     from generate_series(1, $1::int) n, (values ('preprocess', 0), ('transcribe', 1)) as tasks(task, place)`,
    [count],
  );
  for (const table of ['batch_items', 'transcription_results'])
    await client.query(`alter table ${table} enable trigger user`);
  await client.query('select describe_recordings(array(select id from media_files))');
  await client.query('commit');
  // What PostgreSQL does by itself after a minute.
  await client.query('analyze');
}

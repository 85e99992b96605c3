import { expect } from 'vitest';
import type { Query } from '../support/database.ts';

const id = (number: number) => `00000000-0000-4000-9000-00000000000${number}`;

/** What a client does that was written for version 0.2.0 and knows nothing of later: adds, changes, reads and removes. */
export async function workAsV1(query: Query): Promise<void> {
  await query(`insert into youtube_videos (id, youtube_id, title, channel, duration_seconds, url)
    values ('${id(1)}', 'v1-video', 'A talk', 'A channel', 60, 'https://example.org/v1')`);
  await query(`insert into media_files (id, youtube_video_id, file_path, file_name, file_size, duration_seconds,
      format_info, download_status)
    values ('${id(2)}', '${id(1)}', '/v1/talk.mp3', 'talk.mp3', 9000000000, 60.5, '{"codec": "mp3"}', 'downloading')`);
  await query(
    `update media_files set download_status = 'completed', updated_at = now() where id = '${id(2)}'`,
  );
  await query(`insert into audio_processing_metadata (media_file_id, original_format, chunk_count)
    values ('${id(2)}', 'mp3', 3)`);

  const [inserted] = await query<{ version: string; dated: boolean }>(`insert into transcripts
      (id, media_file_id, text_content, segments, raw_content, processing_time_seconds)
    values ('${id(3)}', '${id(2)}', 'one', '[{"start": 0, "end": 1, "text": "one"}]', '{}', 1.5)
    returning version, created_at is not null as dated`);
  expect(inserted).toEqual({ version: 'v1', dated: true });
  await query(`insert into transcripts (id, text_content) values ('${id(3)}', 'two')
    on conflict (id) do update set text_content = excluded.text_content, updated_at = now()`);
  await query(`update transcripts set enhanced_content = 'Two.', accuracy = 0.9, quality_warnings = '{low}'
    where id = '${id(3)}'`);
  await query(`insert into exports (transcript_id, format, file_path, file_size)
    values ('${id(3)}', 'srt', '/v1/talk.srt', 100)`);

  await query(`insert into batch_jobs (id, name, total_files) values ('${id(4)}', 'v1 batch', 1)`);
  await query(`insert into batch_items (id, batch_job_id, task_type, task_data)
    values ('${id(5)}', '${id(4)}', 'transcribe', '{"media_file_id": "${id(2)}"}')`);
  await query(`update batch_jobs set status = 'running', start_time = now() where id = '${id(4)}'`);
  await query(`update batch_items set status = 'running', started_at = now() where id = '${id(5)}'`);
  await query(`update batch_items set status = 'completed', completed_at = now(), processing_time_seconds = 1.5,
    result_data = '{"transcript_id": "${id(3)}"}' where id = '${id(5)}'`);
  await query(
    `update batch_jobs set status = 'completed', processed_files = 1, end_time = now() where id = '${id(4)}'`,
  );

  const read =
    await query(`select y.title, m.file_size::text as file_size, m.format_info, t.text_content, t.enhanced_content,
      t.accuracy, t.quality_warnings, t.segments, e.format, a.processed_format, a.processed_sample_rate
    from transcripts t join media_files m on m.id = t.media_file_id join youtube_videos y on y.id = m.youtube_video_id
      join exports e on e.transcript_id = t.id join audio_processing_metadata a on a.media_file_id = m.id
    where t.id = '${id(3)}'`);
  expect(read).toEqual([
    {
      title: 'A talk',
      file_size: '9000000000',
      format_info: { codec: 'mp3' },
      text_content: 'two',
      enhanced_content: 'Two.',
      accuracy: 0.9,
      quality_warnings: ['low'],
      segments: [{ start: 0, end: 1, text: 'one' }],
      format: 'srt',
      processed_format: 'wav',
      processed_sample_rate: 16000,
    },
  ]);
  const [batch] =
    await query(`select j.status, j.processed_files, j.worker_count, i.status as item, i.retry_count, i.result_data
    from batch_jobs j join batch_items i on i.batch_job_id = j.id where j.id = '${id(4)}'`);
  expect(batch).toEqual({
    status: 'completed',
    processed_files: 1,
    worker_count: 8,
    item: 'completed',
    retry_count: 0,
    result_data: { transcript_id: id(3) },
  });

  // What refers to a row first, as version 1 had to.
  await query(`delete from exports where transcript_id = '${id(3)}'`);
  await query(`delete from transcripts where id = '${id(3)}'`);
  await query(`delete from audio_processing_metadata where media_file_id = '${id(2)}'`);
  await query(`delete from batch_items where id = '${id(5)}'`);
  await query(`delete from batch_jobs where id = '${id(4)}'`);
  await query(`delete from media_files where id = '${id(2)}'`);
  await query(`delete from youtube_videos where id = '${id(1)}'`);
  expect(await query(`select id from transcripts where id = '${id(3)}'`)).toEqual([]);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Measurement } from '../figure.ts';
import { startQuickEndpoint } from '../quickEndpoint.ts';
import { openCore } from './openCore.ts';

const files = 100;
const seconds = 60;
/** Milliseconds for a window of at most thirty seconds: thirty times real time, as a good graphics card has it. */
const delay = 1000;
/** Percent. */
const most = 2;

/** The share of a batch's time in which nobody works on anything: claiming, finishing, and waiting for news of it. */
export const measureOverheadOfQueue: Measurement = async (say) => {
  await using endpoint = await startQuickEndpoint(delay);
  await using bench = await openCore({
    runsQueue: true,
    settings: { engine: 'openai', endpointUrl: endpoint.url, workers: 1 },
  });
  const { client, databaseUrl } = bench.core;
  const folder = join(bench.folder, 'recordings');
  await mkdir(folder);
  for (let n = 1; n <= files; n++) await writeFile(join(folder, `${n}.wav`), makeWav(n));
  const { batchId } = await client.library.add({ paths: [folder] });
  for (;;) {
    const batch = (await client.queue.batches({})).find(({ id }) => id === batchId);
    if (batch?.endedAt) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query(
    `with spans as (
       select started_at, completed_at, lag(completed_at) over (order by started_at) as before, task_type, status
       from batch_items where batch_job_id = $1)
     select extract(epoch from sum(greatest(started_at - before, interval '0')))::float8 as gaps,
       extract(epoch from max(completed_at) - min(started_at))::float8 as took,
       count(*) filter (where task_type = 'transcribe' and status = 'completed')::int as done,
       (percentile_cont(0.5) within group (order by extract(epoch from started_at - before)) * 1000)::float8 as "medianGapMs"
     from spans`,
    [batchId],
  );
  await database.end();
  const { gaps, took, done, medianGapMs } = rows[0];
  if (done !== files) throw new Error(`${done} of ${files} were transcribed`);
  say(`${files} files of a minute: ${took.toFixed(1)} s, of which nothing ran for ${gaps.toFixed(2)} s`);
  return [
    {
      name: `time of a batch of ${files} one-minute files in which nothing is worked on`,
      value: (gaps / took) * 100,
      unit: '%',
      limit: most,
      details: { gaps, took, medianGapMs, delay },
    },
  ];
};

/** A minute of a tone that swells like speech, each file another one. 16 kHz, mono, 16 bits. */
function makeWav(n: number): Buffer {
  const rate = 16_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * 3 * i) / rate);
    wav.writeInt16LE(Math.round(8000 * swell * Math.sin((2 * Math.PI * (200 + n) * i) / rate)), 44 + i * 2);
  }
  return wav;
}

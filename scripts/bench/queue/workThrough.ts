import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../../../electron/core/tools/ffmpeg.mjs';
import { createWorkerPool } from '../../../electron/core/workers/pool.ts';
import { createNodeHost } from '../../../electron/hosts/node.ts';
import { transcribeOptionsSchema } from '../../../shared/contract/options.ts';
import type { TranscribeJob } from '../../../shared/contract/worker.ts';
import { openCore } from './openCore.ts';

/**
 * A process that works through the recordings of a folder, one at a time by the endpoint given: `queue` as a batch of a
 * library, `bare` in a worker without a library or a queue. Says `begun` and `done`.
 */
const [how = '', folder = '', url = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
await (how === 'queue' ? workThroughQueue() : workBare());

async function workThroughQueue() {
  await using bench = await openCore({
    runsQueue: true,
    settings: { engine: 'openai', endpointUrl: url, endpointConcurrency: 1, workers: 1 },
  });
  const { client } = bench.core;
  const events = await client.events.subscribe();
  const files = (await readdir(folder)).length;
  const done = new Set<string>();
  say('begun');
  const { batchId } = await client.library.add({ paths: [folder] });
  for await (const event of events) {
    if (event.type === 'item' && event.item.state === 'done' && event.item.recordingId)
      if (event.item.task === 'transcribe') done.add(event.item.recordingId);
    // To look at the batch with every word of it is a page's business, and would be measured as the queue's.
    if (event.type !== 'batch' || done.size < files) continue;
    const batch = (await client.queue.batches({})).find(({ id }) => id === batchId);
    if (!batch?.endedAt) continue;
    if (batch.processedFiles !== batch.totalFiles) throw new Error('Not all were transcribed');
    say('done');
    return;
  }
}

async function workBare() {
  const data = await mkdtemp(join(tmpdir(), 'trax-bench-'));
  const host = createNodeHost({ name: 'cli', dataFolder: data, environment: {} });
  const ffmpegPath = findFfmpeg()?.path;
  if (!ffmpegPath) throw new Error('There is no ffmpeg');
  const pool = createWorkerPool(host, async () => undefined);
  say('begun');
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const info = await pool.use((worker) => worker.preprocess({ path, ffmpegPath }));
    const job: TranscribeJob = {
      path,
      ffmpegPath,
      track: info.chosenTrack ?? 0,
      duration: info.duration,
      resumeAt: 0,
      textBefore: '',
      options: transcribeOptionsSchema.parse({ engine: 'openai', model: 'any', language: 'auto' }),
      connection: { engine: 'openai', baseUrl: url, apiKey: null, model: 'any', maxUploadBytes: 25_000_000 },
      speechModelPath: null,
      threads: 1,
      peaksPath: join(data, 'peaks'),
    };
    await pool.use(async (worker) => {
      for await (const _ of await worker.transcribe(job));
    });
  }
  say('done');
  await pool[Symbol.asyncDispose]();
  await rm(data, { recursive: true, force: true });
}

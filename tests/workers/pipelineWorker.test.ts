import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkerProcess } from '../../electron/core/host.ts';
import { isProcessAlive } from '../../electron/core/processes.ts';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import type { WorkerClient } from '../../electron/core/workers/pool.ts';
import { forkWorker } from '../../electron/hosts/forkWorker.ts';
import { received } from '../../shared/contract/failures.ts';
import type { TranscribeEvent } from '../../shared/contract/worker.ts';
import { toFailure } from '../../shared/errors.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { say } from '../../shared/sentences.ts';
import { sample, sampleModel, sharedFixtures } from '../support/fixtures.ts';
import { silentLog } from '../support/log.ts';
import { ffmpegPath } from '../support/media.ts';
import { jobFor, temporaryFolder } from './pipelineSupport.ts';

const entry = resolve(import.meta.dirname, '../../electron/workers/entry.ts');
const serverPath = findWhisperServer() ?? 'whisper-server is not built: run the set-up';
const connection = { engine: 'whisper.cpp' as const, serverPath, modelPath: sampleModel };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let worker: WorkerProcess;
let client: WorkerClient;

beforeEach(async () => {
  folder = await temporaryFolder();
  worker = forkWorker(entry, silentLog);
  client = createORPCClient(new RPCLink({ port: worker.port }));
});

afterEach(async () => {
  worker.kill();
  await worker.ended;
  await folder[Symbol.asyncDispose]();
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => toFailure(received(error)).code,
  );

const job = (name: string, changes = {}) => jobFor(sample(name), folder.path, { connection, ...changes });

function processesIn(events: readonly TranscribeEvent[]): number[] {
  return events.flatMap((event) => (event.type === 'process' && event.pid !== null ? [event.pid] : []));
}

test('a worker tells how far it is, window by window, and names the process that it started', async () => {
  const events: TranscribeEvent[] = [];
  for await (const event of await client.transcribe(job('s01.wav'))) events.push(event);
  expect(events.flatMap((event) => (event.type === 'stage' ? [event.stage] : []))).toEqual([
    'loading',
    'recognizing',
  ]);
  expect(events.find((event) => event.type === 'window')?.window.segments[0]?.text).toBe(
    'Carol will call Alice soon.',
  );
  expect(processesIn(events)).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'finished', isTruncated: false });
});

test('a worker keeps its model warm from one recording to the next', async () => {
  const first: TranscribeEvent[] = [];
  for await (const event of await client.transcribe(job('s01.wav'))) first.push(event);
  const second: TranscribeEvent[] = [];
  for await (const event of await client.transcribe(job('s02.wav'))) second.push(event);
  expect(processesIn(first)).toHaveLength(1);
  expect(processesIn(second)).toEqual([]);
  expect(second.some((event) => event.type === 'window')).toBe(true);
});

test('failures cross the channel with their codes', async () => {
  const missing = join(folder.path, 'missing.wav');
  expect(await codeOf(client.preprocess({ path: missing, ffmpegPath }))).toBe('FILE_NOT_FOUND');
  const events = client.transcribe(jobFor(missing, folder.path, { connection }));
  expect(
    await codeOf(
      (async () => {
        for await (const _event of await events);
      })(),
    ),
  ).toBe('FILE_NOT_FOUND');
});

test('a model is checked by loading it', async () => {
  await writeFile(join(folder.path, 'damaged.bin'), 'lmggnothing more');
  expect((await client.checkModel({ connection })).secondsToLoad).toBeGreaterThan(0);
  const damaged = { ...connection, modelPath: join(folder.path, 'damaged.bin') };
  expect(await codeOf(client.checkModel({ connection: damaged }))).toBe('MODEL_DAMAGED');
});

test('a recording that is stopped leaves the worker ready for the next', async () => {
  const stop = new AbortController();
  const stopped = async () => {
    for await (const event of await client.transcribe(job('meeting2.wav'), { signal: stop.signal }))
      if (event.type === 'window') stop.abort();
  };
  await expect(stopped()).rejects.toThrow();
  let text = '';
  for await (const event of await client.transcribe(job('s02.wav')))
    if (event.type === 'window') text += event.window.segments.map((segment) => segment.text).join(' ');
  expect(text).toBe('The speaker is Frank.');
});

test('an engine that is killed in mid-run is started again, and nothing is missing', async () => {
  const events: TranscribeEvent[] = [];
  for await (const event of await client.transcribe(job('meeting2.wav'))) {
    events.push(event);
    const server = processesIn(events).at(-1);
    if (event.type === 'window' && processesIn(events).length === 1) process.kill(server ?? 0, 'SIGKILL');
  }
  expect(processesIn(events)).toHaveLength(2);
  const windows = events.flatMap((event) => (event.type === 'window' ? [event.window] : []));
  expect(
    coverageFaults(
      windows.flatMap((window) => window.coverage),
      0,
      72.9339375,
    ),
  ).toEqual([]);
  expect(windows.flatMap((window) => window.segments).at(-1)?.text).toBe('Yes I can see the review.');
});

test('a worker that is killed takes its engine with it', async () => {
  const events: TranscribeEvent[] = [];
  for await (const event of await client.transcribe(job('s01.wav'))) events.push(event);
  const [server] = processesIn(events);
  worker.kill();
  expect(await worker.ended).toEqual(say('reason.signal', { signal: 'SIGKILL' }));
  await expect.poll(() => isProcessAlive(server ?? 0), { timeout: 10_000 }).toBe(false);
});

test.skipIf(!sharedFixtures)(
  'a voice activity model that ends the process ends the worker only',
  async () => {
    const speechModelPath = join(sharedFixtures ?? '', 'models/refused-by-sherpa-silero_vad_half.onnx');
    const run = async () => {
      for await (const _event of await client.transcribe(job('s01.wav', { speechModelPath })));
    };
    await expect(run()).rejects.toThrow();
    expect(await worker.ended).toMatchObject({ say: 'reason.exitStatus' });
  },
);

test('a worker whose parent is gone ends by itself', async () => {
  const parent = join(folder.path, 'parent.mjs');
  await writeFile(
    parent,
    `import { fork } from 'node:child_process';
    const child = fork(${JSON.stringify(entry)}, [], { serialization: 'advanced', execArgv: [], detached: true });
    child.once('spawn', () => { console.log(child.pid); process.kill(process.pid, 'SIGKILL'); });`,
  );
  const output = await new Promise<string>((settle) => {
    execFile(process.execPath, [parent], (_error, stdout) => settle(stdout));
  });
  const pid = Number(output);
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isProcessAlive(pid), { timeout: 15_000 }).toBe(false);
});

import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../electron/core/queue/runCommand.ts';
import { parseSrt } from '../../shared/formats/srt.ts';
import { inEnglish } from '../../shared/sentences.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { sample, sampleModel } from '../support/fixtures.ts';

let stack: AsyncDisposableStack;
let core: TestCore;
let folder: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  core = await startCore(stack);
  folder = join(core.folder, 'talks');
  await mkdir(folder);
});
afterEach(() => stack.disposeAsync());

type Afterwards = NonNullable<Parameters<TestCore['client']['library']['add']>[0]['afterwards']>;

async function addBatch(paths: string[], afterwards: Afterwards): Promise<string> {
  const { batchId } = await core.client.library.add({
    paths,
    options: { engine: 'whisper.cpp', model: sampleModel },
    afterwards,
  });
  return batchId ?? '';
}

const settled = (id: string) =>
  core.when(async () => {
    const batch = (await core.client.queue.batches({})).find((one) => one.id === id);
    return batch?.isSettled && batch;
  });

/** A server that keeps what it is sent. */
async function startListener(status: number) {
  const heard: unknown[] = [];
  const server = createServer(async (request, response) => {
    heard.push(await new Response(request as unknown as ReadableStream).json());
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stack.defer(() => void server.close());
  const address = server.address();
  return { heard, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/done` };
}

it('writes every transcript by the pattern, in all formats, and leaves what was there', async () => {
  const out = join(folder, 'subtitles');
  await mkdir(out);
  await writeFile(join(out, 's01 - en.srt'), 'mine');
  const id = await addBatch([sample('s01.wav'), sample('s02.wav')], {
    formats: ['srt', 'txt'],
    folder: out,
    pattern: '{title} - {language}.{ext}',
  });
  await settled(id);
  expect((await readdir(out)).sort()).toEqual([
    's01 - en (2).srt',
    's01 - en.srt',
    's01 - en.txt',
    's02 - en.srt',
    's02 - en.txt',
  ]);
  expect(await readFile(join(out, 's01 - en.srt'), 'utf8')).toBe('mine');
  expect(parseSrt(await readFile(join(out, 's02 - en.srt'), 'utf8')).length).toBeGreaterThan(0);
  expect(await core.client.queue.summary({ batchId: id })).toMatchObject({
    done: 2,
    failed: 0,
    filesWritten: 4,
    reasons: [],
    afterwardsFailures: [],
  });
});

it('writes beside the recording where no folder was named', async () => {
  await copyFile(sample('s01.wav'), join(folder, 'Gespräch.wav'));
  await settled(await addBatch([join(folder, 'Gespräch.wav')], { formats: ['vtt'] }));
  expect((await readdir(folder)).sort()).toEqual(['Gespräch.vtt', 'Gespräch.wav']);
});

it('sends a summary once when the batch has ended, failures with their reasons', async () => {
  const listener = await startListener(204);
  await writeFile(join(folder, 'text.mp3'), 'this is no recording');
  const id = await addBatch([sample('s01.wav'), join(folder, 'text.mp3')], { webhook: listener.url });
  await settled(id);
  expect(listener.heard).toHaveLength(1);
  expect(listener.heard[0]).toMatchObject({
    batch: { id },
    summary: { done: 1, failed: 1, reasons: [{ count: 1, failure: { code: 'MEDIA_UNREADABLE' } }] },
  });
});

it('says what could not be written or told, and keeps the transcript', async () => {
  const listener = await startListener(500);
  await writeFile(join(folder, 'taken'), 'a file, not a folder');
  const id = await addBatch([sample('s01.wav')], {
    formats: ['txt'],
    folder: join(folder, 'taken'),
    webhook: listener.url,
  });
  expect(await settled(id)).toMatchObject({ status: 'completed', processedFiles: 1 });
  const { afterwardsFailures } = await core.client.queue.summary({ batchId: id });
  expect(afterwardsFailures.map(({ code }) => code).sort()).toEqual([
    'ENDPOINT_FAILED',
    'FOLDER_NOT_WRITABLE',
  ]);

  await rm(join(folder, 'taken'));
  await core.client.queue.retry({ target: { batches: [id] } });
  await settled(id);
  expect(await readdir(join(folder, 'taken'))).toEqual(['s01.txt']);
  expect((await core.client.queue.summary({ batchId: id })).afterwardsFailures).toMatchObject([
    { code: 'ENDPOINT_FAILED' },
  ]);
  expect(listener.heard).toHaveLength(2);
});

it('runs a command once without a shell, fills it in, and tells what went wrong', async () => {
  const told = join(folder, 'told.json');
  const write = `require('fs').writeFileSync(process.argv[1], process.argv[2] + require('fs').readFileSync(0))`;
  const name = 'a $(touch x) "batch"; `true`';
  const { batchId } = await core.client.library.add({
    paths: [sample('s01.wav')],
    batchName: name,
    options: { engine: 'whisper.cpp', model: sampleModel },
    afterwards: { command: [process.execPath, '-e', write, told, '{name} {done}/{failed} '] },
  });
  await settled(batchId ?? '');
  const text = await readFile(told, 'utf8');
  expect(text.startsWith(`${name} 1/0 {`)).toBe(true);
  expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ batch: { name }, summary: { done: 1 } });

  const signal = new AbortController().signal;
  const reason = (words: string[], limit?: number) =>
    runCommand(words, '', signal, limit).catch(({ code, details }) => [code, inEnglish(details.reason)]);
  expect(await reason([process.execPath, '-e', 'process.exit(3)'])).toEqual([
    'COMMAND_FAILED',
    'exit status 3',
  ]);
  expect(await reason([join(folder, 'nothing here')])).toEqual([
    'COMMAND_FAILED',
    expect.stringContaining('ENOENT'),
  ]);
  expect(await reason([process.execPath, '-e', 'setInterval(() => {}, 1000)'], 300)).toEqual([
    'COMMAND_FAILED',
    'it took longer than 0.3 s',
  ]);
});

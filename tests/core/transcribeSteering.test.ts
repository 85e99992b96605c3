import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { wordErrorRate } from '../../shared/quality/wordErrorRate.ts';
import { transcriptFaults } from '../../shared/transcript/invariant.ts';
import { startCore, type TestCore } from '../support/core.ts';
import { type ReceivedRequest, type Reply, spoken, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';
import { repeatMedia } from '../support/media.ts';
import { referenceText } from '../support/reference.ts';
import { startedProcesses } from '../support/startedProcesses.ts';

/** Long enough for several windows: the meeting, said over and over. */
const repeats = 2;
let folder: string;
let long: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-steering-'));
  long = await repeatMedia(join(folder, 'long.wav'), sample('meeting2.wav'), repeats);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One core for all cases of a group; each leaves an empty library. */
let stack: AsyncDisposableStack;
let core: TestCore;
beforeEach(() => {
  told = core.events.length;
});
afterEach(async () => {
  const { recordings } = await core.client.library.list({});
  const ids = recordings.map(({ id }) => id);
  if (ids.length > 0) await core.client.library.remove({ ids });
});
/** How much was told before a case. */
let told = 0;
const news = () => core.events.slice(told);

describe('a recording that is worked on by the real engine', () => {
  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    core = await startCore(stack);
  });
  afterAll(() => stack.disposeAsync());

  async function startLong(): Promise<string> {
    const [id = ''] = (await core.add([long])).ids;
    await core.when(async () => news().some(({ type }) => type === 'segments'));
    return id;
  }

  async function expectWhole(id: string) {
    const { duration } = await core.client.library.get({ id });
    const { text, coverage, segments } = await core.transcriptOf(id);
    const reference = Array(repeats)
      .fill(await referenceText('meeting2.wav'))
      .join(' ');
    expect(wordErrorRate(reference, text)).toBeLessThanOrEqual(0.07);
    expect(coverageFaults(coverage, 0, duration ?? 0)).toEqual([]);
    expect(transcriptFaults(segments, duration ?? 0)).toEqual([]);
    return { text, segments };
  }

  it('comes out the same when it was paused in the middle and resumed', async () => {
    const { client } = core;
    const id = await startLong();
    await client.queue.pause({ everything: true });
    const { item } = await client.library.get({ id });
    expect(item).toMatchObject({ state: 'paused', task: 'transcribe' });
    const before = await core.transcriptOf(id);
    expect(before.isComplete).toBe(false);
    expect(before.transcribedUntil).toBeGreaterThan(0);
    await client.queue.resume({ everything: true });
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const paused = await expectWhole(id);
    expect(paused.segments.slice(0, before.segments.length)).toEqual(before.segments);

    await client.library.remove({ ids: [id] });
    const [again = ''] = (await core.add([long])).ids;
    expect(await core.ended(again)).toMatchObject({ state: 'done' });
    const undisturbed = await expectWhole(again);
    expect(wordErrorRate(undisturbed.text, paused.text)).toBeLessThanOrEqual(0.02);
  });

  it('is whole although its worker was killed twice', async () => {
    const id = await startLong();
    for (const _time of ['first', 'second']) {
      const [started] = await core.when(async () => {
        const found = await startedProcesses(core.folder);
        return found.length > 0 && found;
      });
      const before = core.events.length;
      process.kill(started?.worker ?? 0, 'SIGKILL');
      await core.when(async () =>
        core.events.slice(before).some((event) => event.type === 'item' && event.item.state === 'retrying'),
      );
      await core.when(async () => (await core.client.library.get({ id })).item?.stage === 'recognizing');
    }
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    await expectWhole(id);
    const failures = news().flatMap((event) =>
      event.type === 'item' && event.item.state === 'retrying' ? [event.item.failure?.code] : [],
    );
    expect(failures).toEqual(['WORKER_CRASHED', 'WORKER_CRASHED']);
  });

  it('leaves its model warm for the next one', async () => {
    const { ids } = await core.add([sample('s01.wav'), sample('s02.wav'), sample('s03.wav')]);
    const servers: number[] = [];
    for (const id of ids) {
      expect(await core.ended(id)).toMatchObject({ state: 'done' });
      servers.push(...(await startedProcesses(core.folder)).map(({ pid }) => pid));
    }
    expect(servers.length).toBe(3);
    expect(new Set(servers).size).toBe(1);
  });

  it('is done with another model after the first one was missing', async () => {
    const { ids, batchId } = await core.add([sample('s01.wav')], { model: 'small' });
    const [id = ''] = ids;
    expect(await core.ended(id)).toMatchObject({ state: 'failed', failure: { code: 'MODEL_MISSING' } });
    const options = { model: 'trax-test.en' };
    await core.client.queue.retry({ target: { batches: [batchId] }, options });
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    expect(await core.transcriptOf(id)).toMatchObject({ model: 'trax-test.en', isComplete: true });
    const [batch] = await core.client.queue.batches({});
    expect(batch).toMatchObject({ status: 'completed', processedFiles: 1, failedFiles: 0 });
  });
});

describe('a recording whose windows come one at a time', () => {
  let answer: (request: ReceivedRequest, count: number) => Reply;
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    endpoint = stack.use(await startEndpoint((request, count) => answer(request, count)));
    core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
  });
  afterAll(() => stack.disposeAsync());

  const add = (...paths: string[]) => core.add(paths, { engine: 'openai', model: 'first' });
  /** Requests are counted from now on. */
  const hangsAt =
    (stop: number, before = endpoint.requests.length) =>
    (request: ReceivedRequest, count: number) =>
      count - before === stop ? 'hang' : spoken(request, 'Then');
  const untilItHangs = () => expect.poll(() => endpoint.hanging, { timeout: 30_000 }).toBe(1);
  const nothingHangs = () => expect.poll(() => endpoint.hanging).toBe(0);

  it('has names and terms of the settings sent along, unless it has its own', async () => {
    answer = (request) => spoken(request, 'Then');
    const before = endpoint.requests.length;
    await core.client.settings.update({ hints: ['Trax', 'Grüße'] });
    const { ids } = await add(sample('s01.wav'));
    const own = await core.add([sample('s05.wav')], { engine: 'openai', model: 'first', hints: ['Ada'] });
    for (const id of [...ids, ...own.ids]) expect(await core.ended(id)).toMatchObject({ state: 'done' });
    await core.client.settings.update({ hints: [] });
    const prompts = endpoint.requests.slice(before).flatMap(({ fields }) => fields.prompt ?? ['none']);
    expect([...new Set(prompts)]).toEqual(['Trax, Grüße.', 'Ada.']);
  });

  it('can be read before it is done', async () => {
    answer = hangsAt(2);
    const [id = ''] = (await add(long)).ids;
    await untilItHangs();
    const growing = await core.transcriptOf(id);
    expect(growing).toMatchObject({ isComplete: false, accuracyEstimate: null });
    expect(growing.segments.at(-1)?.end).toBeLessThanOrEqual(growing.transcribedUntil);
    expect(growing.segments.length).toBe(growing.segmentCount);
    expect(coverageFaults(growing.coverage, 0, growing.transcribedUntil)).toEqual([]);
    const { item } = await core.client.library.get({ id });
    expect(item).toMatchObject({ state: 'running', stage: 'recognizing' });
    expect(item?.progress).toBeCloseTo(growing.transcribedUntil / (72.9339375 * repeats), 3);
    expect(item?.secondsLeft).toBeGreaterThan(0);
    await core.client.library.remove({ ids: [id] });
    await nothingHangs();
  });

  it('stops when it is cancelled: no text comes after, and the next one is worked on', async () => {
    answer = hangsAt(1);
    const { ids } = await add(long, sample('s05.wav'));
    const [id = '', next = ''] = ids;
    await untilItHangs();
    const { item } = await core.client.library.get({ id });
    await core.client.queue.cancel({ items: [item?.id ?? ''] });
    await nothingHangs();
    const kept = await core.transcriptOf(id);
    expect(await core.ended(next)).toMatchObject({ state: 'done' });
    expect((await core.client.library.get({ id })).item?.state).toBe('cancelled');
    expect(await core.transcriptOf(id)).toEqual(kept);
    const told = news().flatMap((event) =>
      event.type === 'item' && event.item.recordingId === id ? [event.item.state] : [],
    );
    expect(new Set(told.slice(told.indexOf('cancelled')))).toEqual(new Set(['cancelled']));

    await core.client.queue.retry({ target: { items: [item?.id ?? ''] } });
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const whole = await core.transcriptOf(id);
    expect(whole.id).toBe(kept.id);
    expect(whole.segments.slice(0, kept.segments.length)).toEqual(kept.segments);
  });

  it('can be removed while it runs: nothing of it is left, and the next one is worked on', async () => {
    answer = hangsAt(1);
    const { ids, batchId } = await add(long, sample('s05.wav'));
    const [id = '', next = ''] = ids;
    await untilItHangs();
    await core.client.library.remove({ ids: [id] });
    await nothingHangs();
    expect(await core.ended(next)).toMatchObject({ state: 'done' });
    const left = await core.query<{ left: number }>(
      `select (select count(*) from transcription_results where media_file_id = $1)::int
         + (select count(*) from batch_items where media_file_id = $1)::int
         + (select count(*) from transcript_windows)::int as left`,
      id,
    );
    expect(left).toEqual([{ left: 0 }]);
    expect(await readdir(join(core.folder, 'peaks'))).toEqual([`${next}.peaks`]);
    const [batch] = await core.client.queue.batches({});
    expect(batch).toMatchObject({ id: batchId, status: 'completed', totalFiles: 1, processedFiles: 1 });
    await expect(core.client.library.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes on after what it stored when it is retried, and begins anew with another model', async () => {
    const refuseFrom =
      (stop: number, before = endpoint.requests.length) =>
      (request: ReceivedRequest, count: number) =>
        count - before >= stop
          ? ({ status: 400, json: { error: { message: 'no more' } } } as const)
          : spoken(request, 'First');
    answer = refuseFrom(1);
    const { ids, batchId } = await add(long);
    const [id = ''] = ids;
    expect(await core.ended(id)).toMatchObject({ state: 'failed', failure: { code: 'ENDPOINT_REFUSED' } });
    const first = await core.transcriptOf(id);
    expect(first.transcribedUntil).toBeGreaterThan(10);

    answer = refuseFrom(1);
    await core.client.queue.retry({ target: { batches: [batchId] } });
    expect(await core.ended(id)).toMatchObject({ state: 'failed' });
    const second = await core.transcriptOf(id);
    expect(second.id).toBe(first.id);
    expect(second.transcribedUntil).toBeGreaterThan(first.transcribedUntil);
    expect(second.segments.slice(0, first.segments.length)).toEqual(first.segments);

    answer = (request) => spoken(request, 'Other');
    await core.client.queue.retry({ target: { batches: [batchId] }, options: { model: 'second' } });
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const third = await core.transcriptOf(id);
    expect(third).toMatchObject({ model: 'second', isComplete: true });
    expect(third.text).not.toContain('First');
    expect(endpoint.requests.at(-1)?.fields.model).toEqual(['second']);
    const { duration } = await core.client.library.get({ id });
    expect(coverageFaults(third.coverage, 0, duration ?? 0)).toEqual([]);
    const rows = await core.query('select id from transcription_results where media_file_id = $1', id);
    expect(rows).toEqual([{ id: third.id }]);
  });
});

import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ErrorCode, type Failure, sentenceOf } from '../../shared/errors.ts';
import { startCore, type TestCore } from '../support/core.ts';
import {
  type Endpoint,
  type ReceivedRequest,
  type Reply,
  spoken,
  startEndpoint,
} from '../support/endpoint.ts';
import { sample, sampleModel, sharedFixtures } from '../support/fixtures.ts';

let stack: AsyncDisposableStack;
let folder: string;
let core: TestCore;

describe('a model that cannot be used', () => {
  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    folder = await mkdtemp(join(tmpdir(), 'trax-bad-model-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    core = await startCore(stack);
  });
  afterAll(() => stack.disposeAsync());

  const cut = async (share: number) => {
    const path = join(folder, `ggml-cut-${share}.bin`);
    await copyFile(sampleModel, path);
    await truncate(path, Math.floor(5_704_768 * share));
    return path;
  };
  const written = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const shared = (name: string) => join(sharedFixtures ?? '', 'models', name);
  const bad: Record<string, { code: ErrorCode; sentence: RegExp; model(): Promise<string> | string }> = {
    'is known and not here': {
      code: 'MODEL_MISSING',
      sentence: /^The model large-v3 is not on this computer\.$/,
      model: () => 'large-v3',
    },
    'is not where it is said to be': {
      code: 'MODEL_MISSING',
      sentence: /nowhere\.bin is not on this computer\.$/,
      model: () => join(folder, 'nowhere.bin'),
    },
    'nobody knows': {
      code: 'MODEL_UNKNOWN',
      sentence: /^There is no model called enormous\.$/,
      model: () => 'enormous',
    },
    'is half there': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => cut(0.5),
    },
    'lacks its last bytes': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => cut(0.999),
    },
    'is empty': {
      code: 'MODEL_DAMAGED',
      sentence: /is damaged or of another kind: /,
      model: () => written('ggml-empty.bin', ''),
    },
    'is a text': {
      code: 'MODEL_DAMAGED',
      sentence: /not a model file of whisper\.cpp/,
      model: () => written('ggml-text.bin', 'This is no model, whatever its name says.\n'.repeat(99)),
    },
    'is a recording': {
      code: 'MODEL_DAMAGED',
      sentence: /not a model file of whisper\.cpp/,
      model: () => sample('s01.wav'),
    },
    ...(sharedFixtures && {
      'has no weights (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /is damaged or of another kind: /,
        model: () => shared('no-weights-ggml-tiny.en.bin'),
      },
      'is for voice activity (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /is damaged or of another kind: /,
        model: () => shared('ggml-silero-v6.2.0.bin'),
      },
      'is of another engine (of ../shared/fixtures)': {
        code: 'MODEL_DAMAGED',
        sentence: /not a model file of whisper\.cpp/,
        model: () => shared('trax-test-embedding.onnx'),
      },
    }),
  };

  it.each(Object.entries(bad))(
    'since it %s is named, and a good one does the work',
    async (_, { code, sentence, model }) => {
      const { ids, batchId } = await core.add([sample('s01.wav')], { model: await model() });
      const [id = ''] = ids;
      const item = await core.ended(id);
      expect(item).toMatchObject({ state: 'failed', task: 'transcribe', failure: { code } });
      expect(sentenceOf(item.failure as Failure)).toMatch(sentence);
      const target = { batches: [batchId] };
      await core.client.queue.retry({ target, options: { model: sampleModel } });
      expect(await core.ended(id)).toMatchObject({ state: 'done', failure: null });
    },
  );
});

describe('an endpoint', () => {
  const bad = sample('s05.wav');
  const good = sample('s04.wav');
  const key = 'sk-very-secret-123';
  /** Requests for the good recording are shorter than those for the bad one. */
  const isForGood = (request: ReceivedRequest) => request.fileBytes < 2.5 * 32_000;

  beforeEach(() => {
    stack = new AsyncDisposableStack();
  });
  afterEach(() => stack.disposeAsync());

  /** What becomes of a recording that the endpoint answers badly; the one after it is answered well. */
  async function meet(reply: Reply, seen: (state: string) => boolean) {
    const endpoint = stack.use(
      await startEndpoint((request) => (isForGood(request) ? spoken(request, 'Good') : reply)),
    );
    core = await startCore(stack, {
      settings: { engine: 'openai', endpointUrl: endpoint.url, apiKey: key },
    });
    const { ids, batchId } = await core.add([bad, good], { engine: 'openai', model: 'any' });
    const [id = '', next = ''] = ids;
    const item = await core.when(async () => {
      const found = (await core.client.library.get({ id })).item;
      return found && seen(found.state) && found;
    });
    expect(await core.ended(next)).toMatchObject({ state: 'done', batchId });
    return { endpoint, item, id, batchId };
  }

  const never: [string, Reply, ErrorCode, RegExp][] = [
    [
      '401',
      { status: 401, json: { error: { message: 'who are you' } } },
      'ENDPOINT_UNAUTHORIZED',
      /does not accept the key\.$/,
    ],
    ['403', { status: 403, json: {} }, 'ENDPOINT_UNAUTHORIZED', /does not accept the key\.$/],
    ['413', { status: 413, text: 'too large' }, 'ENDPOINT_TOO_LARGE', /refuses a piece of this length\.$/],
    [
      '404',
      { status: 404, json: { error: { message: 'no such model' } } },
      'ENDPOINT_REFUSED',
      /refused the request: .*no such model/,
    ],
    [
      'a page instead of a transcript',
      { text: '<html>Welcome</html>' },
      'ENDPOINT_GARBAGE',
      /something that is not a transcript\.$/,
    ],
    [
      'JSON that is no transcript',
      { json: { choices: [] } },
      'ENDPOINT_GARBAGE',
      /something that is not a transcript\.$/,
    ],
    ['an empty body', { text: '' }, 'ENDPOINT_GARBAGE', /something that is not a transcript\.$/],
    [
      'a quota that is used up',
      { status: 429, json: { error: { message: 'You exceeded your quota' } } },
      'ENDPOINT_REFUSED',
      /quota/,
    ],
  ];

  it.each(never)(
    'that answers %s fails for good, and the next recording is done',
    async (_, reply, code, sentence) => {
      const { endpoint, item, batchId } = await meet(reply, (state) => state === 'failed');
      expect(item.failure?.code).toBe(code);
      const text = sentenceOf(item.failure as Failure);
      expect(text).toMatch(sentence);
      if (code !== 'ENDPOINT_REFUSED') expect(text).toContain(endpoint.url);
      expect(endpoint.requests[0]?.headers.authorization).toBe(`Bearer ${key}`);
      expect(JSON.stringify(core.events)).not.toContain(key);
      const [batch] = await core.client.queue.batches({});
      expect(batch).toMatchObject({ id: batchId, status: 'completed', processedFiles: 1, failedFiles: 1 });
    },
  );

  it('that asks to wait an hour is asked again in an hour, and the next recording is done meanwhile', async () => {
    const before = Date.now();
    const busy: Reply = {
      status: 429,
      headers: { 'retry-after': '3600' },
      json: { error: { message: 'busy' } },
    };
    const { endpoint, item } = await meet(busy, (state) => state === 'retrying');
    expect(item.failure?.code).toBe('ENDPOINT_BUSY');
    expect(sentenceOf(item.failure as Failure)).toBe(`The server ${endpoint.url} asks to wait.`);
    expect(Date.parse(item.retryAt ?? '')).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(endpoint.requests.filter((request) => !isForGood(request))).toHaveLength(1);
  });

  it('that asks to wait a moment is asked again after it', async () => {
    const busy: Reply = {
      status: 429,
      headers: { 'retry-after': '1' },
      json: { error: { message: 'busy' } },
    };
    const endpoint = stack.use(
      await startEndpoint((request, count) => (count === 0 ? busy : spoken(request, 'Then'))),
    );
    core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
    const [id = ''] = (await core.add([bad], { engine: 'openai', model: 'any' })).ids;
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    expect(core.events.some((event) => event.type === 'item' && event.item.state === 'retrying')).toBe(false);
  });

  it('that has an error of its own is asked again later, and the text comes when it is well', async () => {
    const broken: Reply = {
      status: 500,
      headers: { 'retry-after': '0' },
      json: { error: { message: 'oh no' } },
    };
    const { item, id, endpoint } = await meet(broken, (state) => state === 'retrying');
    expect(item.failure?.code).toBe('ENDPOINT_FAILED');
    expect(sentenceOf(item.failure as Failure)).toMatch(/had an error of its own \(.*oh no.*\)\.$/);
    expect(endpoint.requests.filter((request) => !isForGood(request)).length).toBeGreaterThanOrEqual(5);
  });

  it('that says nothing can be left: cancelling ends the request, and the next recording is done', async () => {
    const endpoint = stack.use(
      await startEndpoint((request) => (isForGood(request) ? spoken(request, 'Good') : 'hang')),
    );
    core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
    const [id = '', next = ''] = (await core.add([bad, good], { engine: 'openai', model: 'any' })).ids;
    await expect.poll(() => endpoint.hanging, { timeout: 30_000 }).toBe(1);
    const { item } = await core.client.library.get({ id });
    await core.client.queue.cancel({ items: [item?.id ?? ''] });
    await expect.poll(() => endpoint.hanging).toBe(0);
    expect(await core.ended(next)).toMatchObject({ state: 'done' });
  });

  it.concurrent('that is not there is tried again later, and then does the work', async () => {
    await using own = new AsyncDisposableStack();
    const port = await closedPort();
    const other = await startCore(own, {
      settings: { engine: 'openai', endpointUrl: `http://127.0.0.1:${port}/v1` },
    });
    const [id = ''] = (await other.add([good], { engine: 'openai', model: 'any' })).ids;
    const item = await other.when(async () => {
      const found = (await other.client.library.get({ id })).item;
      return found?.state === 'retrying' && found;
    });
    expect(item.failure?.code).toBe('ENDPOINT_UNREACHABLE');
    const endpoint: Endpoint = own.use(await startEndpoint((request) => spoken(request, 'Good')));
    await other.client.settings.update({ endpointUrl: endpoint.url });
    expect(await other.ended(id)).toMatchObject({ state: 'done' });
  });

  it('that has no address is asked for one', async () => {
    core = await startCore(stack, { settings: { engine: 'openai' } });
    const [id = ''] = (await core.add([good], { engine: 'openai', model: 'any' })).ids;
    const item = await core.ended(id);
    expect(item).toMatchObject({ state: 'failed', failure: { code: 'INVALID_INPUT' } });
    expect(sentenceOf(item.failure as Failure)).toContain('no endpoint address is set');
  });
});

/** A port of this computer that nobody listens to. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, type Failure, sentenceOf } from '../../shared/errors.ts';
import { startCore } from '../support/core.ts';
import { type ReceivedRequest, type Reply, spoken, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';

describe('an endpoint', () => {
  const bad = sample('s05.wav');
  const good = sample('video.mp4');
  const key = 'sk-very-secret-123';
  /** The good recording is longer than the bad one, and than its pieces. */
  const isForGood = (request: ReceivedRequest) => request.fileBytes > 5 * 32_000;
  const openAi = { engine: 'openai', model: 'any' } as const;

  /** What becomes of a recording that the endpoint answers badly; the one after it is answered well. */
  async function meet(stack: AsyncDisposableStack, reply: Reply, seen: (state: string) => boolean) {
    const endpoint = stack.use(
      await startEndpoint((request) => (isForGood(request) ? spoken(request, 'Good') : reply)),
    );
    const core = await startCore(stack, {
      settings: { engine: 'openai', endpointUrl: endpoint.url, apiKey: key },
    });
    const { ids, batchId } = await core.add([bad, good], openAi);
    const [id = '', next = ''] = ids;
    const item = await core.when(async () => {
      const found = (await core.client.library.get({ id })).item;
      return found && seen(found.state) && found;
    });
    expect(await core.ended(next)).toMatchObject({ state: 'done', batchId });
    return { core, endpoint, item, batchId };
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
  ];

  it.concurrent.each(never)(
    'that answers %s fails for good, and the next recording is done',
    async (_, reply, code, sentence) => {
      await using stack = new AsyncDisposableStack();
      const { core, endpoint, item, batchId } = await meet(stack, reply, (state) => state === 'failed');
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

  it.concurrent.each<[string, Reply, ErrorCode, RegExp]>([
    [
      'asks to wait an hour',
      { status: 429, headers: { 'retry-after': '3600' }, json: { error: { message: 'busy' } } },
      'ENDPOINT_BUSY',
      /asks to wait\.$/,
    ],
    [
      'has no quota left',
      { status: 429, json: { error: { message: 'You exceeded your quota' } } },
      'ENDPOINT_QUOTA',
      /quota is used up\.$/,
    ],
  ])(
    'that %s is asked by no recording until then, and at once when people wish it',
    async (_, reply, code, says) => {
      await using stack = new AsyncDisposableStack();
      const before = Date.now();
      const endpoint = stack.use(
        await startEndpoint((request, count) => (count === 0 ? reply : spoken(request, 'Then'))),
      );
      const settings = { engine: 'openai' as const, endpointUrl: endpoint.url, endpointConcurrency: 1 };
      const core = await startCore(stack, { settings });
      const { ids } = await core.add([bad, good], openAi);
      const [id = '', next = ''] = ids;
      const item = await core.when(async () => {
        const found = (await core.client.library.get({ id })).item;
        return found?.state === 'retrying' && found;
      });
      expect(item.failure?.code).toBe(code);
      expect(sentenceOf(item.failure as Failure)).toMatch(says);
      expect(Date.parse(item.retryAt ?? '')).toBeGreaterThanOrEqual(before + 3_600_000);
      await core.when(async () => (await core.client.library.get({ id: next })).item?.task === 'transcribe');
      expect(endpoint.requests).toHaveLength(1);
      await core.client.computers.unblock({ url: endpoint.url });
      for (const each of ids) expect(await core.ended(each)).toMatchObject({ state: 'done' });
    },
  );

  it.concurrent('that asks to wait a moment is asked again after it', async () => {
    await using stack = new AsyncDisposableStack();
    const busy: Reply = {
      status: 429,
      headers: { 'retry-after': '1' },
      json: { error: { message: 'busy' } },
    };
    const endpoint = stack.use(
      await startEndpoint((request, count) => (count === 0 ? busy : spoken(request, 'Then'))),
    );
    const core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
    const [id = ''] = (await core.add([bad], openAi)).ids;
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    expect(core.events.some((event) => event.type === 'item' && event.item.state === 'retrying')).toBe(false);
  });

  it.concurrent('that has an error of its own is asked again later, and the text comes when it is well', async () => {
    await using stack = new AsyncDisposableStack();
    const broken: Reply = {
      status: 500,
      headers: { 'retry-after': '0' },
      json: { error: { message: 'oh no' } },
    };
    const endpoint = stack.use(
      await startEndpoint((request, count) => (count < 5 ? broken : spoken(request, 'Then'))),
    );
    const core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
    const [id = ''] = (await core.add([bad], openAi)).ids;
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const [failure, ...others] = core.events.flatMap((event) =>
      event.type === 'item' && event.item.state === 'retrying' ? [event.item.failure] : [],
    );
    expect(others).toEqual([]);
    expect(failure?.code).toBe('ENDPOINT_FAILED');
    expect(sentenceOf(failure as Failure)).toMatch(/had an error of its own \(.*oh no.*\)\.$/);
    expect((await core.transcriptOf(id)).text).toContain('Then');
  });

  it.concurrent('that says nothing can be left: cancelling ends the request, and the next recording is done', async ({
    expect,
  }) => {
    await using stack = new AsyncDisposableStack();
    const endpoint = stack.use(
      await startEndpoint((request) => (isForGood(request) ? spoken(request, 'Good') : 'hang')),
    );
    const core = await startCore(stack, { settings: { engine: 'openai', endpointUrl: endpoint.url } });
    const [id = '', next = ''] = (await core.add([bad, good], openAi)).ids;
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
    const [id = ''] = (await other.add([good], openAi)).ids;
    const item = await other.when(async () => {
      const found = (await other.client.library.get({ id })).item;
      return found?.state === 'retrying' && found;
    });
    expect(item.failure?.code).toBe('ENDPOINT_UNREACHABLE');
    const endpoint = own.use(await startEndpoint((request) => spoken(request, 'Good')));
    await other.client.settings.update({ endpointUrl: endpoint.url });
    expect(await other.ended(id)).toMatchObject({ state: 'done' });
  });

  it.concurrent('that has no address is asked for one', async () => {
    await using stack = new AsyncDisposableStack();
    const core = await startCore(stack, { settings: { engine: 'openai' } });
    const [id = ''] = (await core.add([good], openAi)).ids;
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

import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { createOpenAiRecognizer } from '../../electron/workers/engines/openai.ts';
import type { RecognizeRequest } from '../../electron/workers/engines/recognizer.ts';
import type { Clock } from '../../electron/workers/engines/retry.ts';
import { toFailure } from '../../shared/errors.ts';
import { type Endpoint, type Reply, startEndpoint } from '../support/endpoint.ts';

const second = 16_000;
const key = 'sk-very-secret-123';
const neverAborted = new AbortController().signal;

function request(seconds: number, changes: Partial<RecognizeRequest> = {}): RecognizeRequest {
  const samples = new Float32Array(seconds * second).map((_, index) => 0.3 * Math.sin(index / 7));
  return {
    samples,
    language: 'auto',
    translate: false,
    hints: [],
    previousText: '',
    temperature: 0,
    ...changes,
  };
}

/** Time that passes only when somebody waits, and remembers how long. */
function fakeClock(): Clock & { waits: number[] } {
  const waits: number[] = [];
  let now = Date.parse('2026-01-01T00:00:00Z');
  return {
    waits,
    now: () => now,
    random: () => 1,
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

function connect(
  endpoint: Pick<Endpoint, 'url'>,
  {
    apiKey = null as string | null,
    maxUploadBytes = 25_000_000,
    clock = fakeClock() as Clock,
    timeout = 60_000,
  } = {},
) {
  const connection = {
    engine: 'openai' as const,
    baseUrl: endpoint.url,
    apiKey,
    model: 'whisper-1',
    maxUploadBytes,
  };
  const surroundings = { threads: 1, signal: neverAborted, onProcess: () => {} };
  return createOpenAiRecognizer(connection, surroundings, { clock, timeout });
}

const verbose: Reply = {
  json: {
    language: 'english',
    text: 'Hello, world. Good-bye.',
    segments: [
      { start: 0, end: 1, text: ' Hello, world.', avg_logprob: -0.1, no_speech_prob: 0.01 },
      { start: 1.5, end: 2, text: ' Good-bye.', avg_logprob: -0.3, no_speech_prob: 0.02 },
    ],
    words: [
      { word: 'Hello', start: 0.1, end: 0.4 },
      { word: 'world', start: 0.5, end: 0.9 },
      { word: 'Good', start: 1.5, end: 1.7 },
      { word: 'bye', start: 1.7, end: 2 },
    ],
  },
};

async function failureOf(promise: Promise<unknown>) {
  return toFailure(
    await promise.then(
      () => expect.fail('it did not fail'),
      (error: unknown) => error,
    ),
  );
}

test('words get their punctuation back from the text and their times from the words of the answer', async () => {
  await using endpoint = await startEndpoint([verbose]);
  await using recognizer = await connect(endpoint, { apiKey: key });
  const recognition = await recognizer.recognize(request(2), neverAborted);
  expect(recognition.language).toBe('en');
  expect(recognition.segments.map(({ text }) => text)).toEqual(['Hello, world.', 'Good-bye.']);
  expect(recognition.segments.flatMap(({ words }) => words)).toEqual([
    { text: 'Hello,', start: 0.1, end: 0.4, probability: null },
    { text: 'world.', start: 0.5, end: 0.9, probability: null },
    { text: 'Good-bye.', start: 1.5, end: 2, probability: null },
  ]);
  expect(recognition.raw).toMatchObject({ text: 'Hello, world. Good-bye.' });
  expect(endpoint.requests[0]).toMatchObject({
    path: '/v1/audio/transcriptions',
    headers: { authorization: `Bearer ${key}` },
    fields: {
      model: ['whisper-1'],
      response_format: ['verbose_json'],
      'timestamp_granularities[]': ['word', 'segment'],
    },
    fileBytes: 44 + 2 * second * 2,
  });
});

test('language, hints and the text before are sent; "auto" is left to the endpoint', async () => {
  await using endpoint = await startEndpoint([verbose]);
  await using recognizer = await connect(endpoint);
  await recognizer.recognize(request(1), neverAborted);
  const hints = ['Trax', 'Grüße'];
  await recognizer.recognize(request(1, { language: 'pt-BR', hints, previousText: 'So far.' }), neverAborted);
  expect(endpoint.requests[0]?.fields).not.toHaveProperty('language');
  expect(endpoint.requests[0]?.fields).not.toHaveProperty('prompt');
  expect(endpoint.requests[1]?.fields).toMatchObject({ language: ['pt'], prompt: ['So far. Trax, Grüße.'] });
});

test('translation has an address of its own', async () => {
  await using endpoint = await startEndpoint([verbose]);
  await using recognizer = await connect(endpoint);
  await recognizer.recognize(request(1, { translate: true, language: 'de' }), neverAborted);
  expect(endpoint.requests[0]?.path).toBe('/v1/audio/translations');
  expect(endpoint.requests[0]?.fields).not.toHaveProperty('language');
});

test('without a key none is sent, not even the one of the environment', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-the-environment');
  vi.stubEnv('OPENAI_ORG_ID', 'org-of-the-environment');
  await using endpoint = await startEndpoint([verbose]);
  await using recognizer = await connect(endpoint);
  await recognizer.recognize(request(1), neverAborted);
  expect(endpoint.requests[0]?.headers.authorization).toBeUndefined();
  expect(JSON.stringify(endpoint.requests[0]?.headers)).not.toContain('environment');
  vi.unstubAllEnvs();
});

test('an endpoint that gives only segments has its words spread over them', async () => {
  await using endpoint = await startEndpoint([
    { json: { text: 'One two three', segments: [{ start: 0.5, end: 1.5, text: 'One two three' }] } },
  ]);
  await using recognizer = await connect(endpoint);
  const [segment] = (await recognizer.recognize(request(2), neverAborted)).segments;
  expect(segment?.words.map(({ text, probability }) => [text, probability])).toEqual([
    ['One', null],
    ['two', null],
    ['three', null],
  ]);
  expect(segment?.words[0]?.start).toBe(0.5);
  expect(segment?.words.at(-1)?.end).toBeCloseTo(1.5);
});

test('an endpoint that refuses detail is asked for plain text, and from then on only for that', async () => {
  const refusal: Reply = {
    status: 400,
    json: { error: { message: "response_format 'verbose_json' is not compatible with model" } },
  };
  await using endpoint = await startEndpoint(({ fields }) =>
    fields.response_format?.[0] === 'json' ? { json: { text: 'Just a text.' } } : refusal,
  );
  await using recognizer = await connect(endpoint);
  const first = await recognizer.recognize(request(3), neverAborted);
  await recognizer.recognize(request(3), neverAborted);
  expect(first.segments).toHaveLength(1);
  expect(first.segments[0]).toMatchObject({ start: 0, end: 3, text: 'Just a text.' });
  expect(endpoint.requests.map(({ fields }) => fields.response_format?.[0])).toEqual([
    'verbose_json',
    'json',
    'json',
  ]);
});

test('times that cannot be, such as nanoseconds, are not believed', async () => {
  await using endpoint = await startEndpoint([
    { json: { text: 'Hello there', segments: [{ start: 0, end: 1_500_000_000, text: 'Hello there' }] } },
  ]);
  await using recognizer = await connect(endpoint);
  const { segments } = await recognizer.recognize(request(2), neverAborted);
  expect(segments[0]).toMatchObject({ start: 0, end: 2 });
});

test('nothing said is an answer', async () => {
  await using endpoint = await startEndpoint([{ json: { text: '' } }]);
  await using recognizer = await connect(endpoint);
  expect((await recognizer.recognize(request(1), neverAborted)).segments).toEqual([]);
});

test('what is over the size limit goes up in pieces cut at pauses, and comes back as one', async () => {
  await using endpoint = await startEndpoint((_, count) => ({
    json: { language: 'de', text: `Teil ${count}`, segments: [{ start: 0, end: 1, text: `Teil ${count}` }] },
  }));
  const long = request(20);
  long.samples.fill(0, 7 * second, 7.5 * second);
  await using recognizer = await connect(endpoint, { maxUploadBytes: 44 + 9 * second * 2 });
  const { segments, raw, language } = await recognizer.recognize(long, neverAborted);
  expect(endpoint.requests.every(({ fileBytes }) => fileBytes <= 44 + 9 * second * 2)).toBe(true);
  expect(endpoint.requests.reduce((sum, { fileBytes }) => sum + fileBytes - 44, 0)).toBe(20 * second * 2);
  expect(segments.map(({ text }) => text)).toEqual(endpoint.requests.map((_, index) => `Teil ${index}`));
  expect(segments[1]?.start).toBeGreaterThan(7);
  expect(segments[1]?.start).toBeLessThan(7.5);
  expect(segments[1]?.words[0]?.start).toBe(segments[1]?.start);
  expect(raw).toHaveLength(endpoint.requests.length);
  expect(language).toBe('de');
});

test('after a 413 smaller pieces are tried once, and remembered', async () => {
  const limit = 6 * second * 2;
  await using endpoint = await startEndpoint(({ fileBytes }) =>
    fileBytes > limit ? { status: 413, text: 'Request Entity Too Large' } : { json: { text: 'ok' } },
  );
  await using recognizer = await connect(endpoint);
  const { segments } = await recognizer.recognize(request(20), neverAborted);
  expect(segments.length).toBeGreaterThanOrEqual(4);
  const asked = endpoint.requests.length;
  await recognizer.recognize(request(4), neverAborted);
  expect(endpoint.requests.length).toBe(asked + 1);
});

test('an endpoint that refuses every size is said to', async () => {
  await using endpoint = await startEndpoint([{ status: 413, text: 'no' }]);
  await using recognizer = await connect(endpoint);
  expect(await failureOf(recognizer.recognize(request(20), neverAborted))).toMatchObject({
    code: 'ENDPOINT_TOO_LARGE',
  });
  expect(endpoint.requests).toHaveLength(2);
});

test.each([
  ['seconds', '2', 2_000],
  ['a date', new Date(Date.parse('2026-01-01T00:00:01Z')).toUTCString(), 1_000],
])('a 429 is waited out as its Retry-After says, in %s', async (_, header, wait) => {
  await using endpoint = await startEndpoint([
    { status: 429, headers: { 'retry-after': header }, json: { error: { message: 'slow down' } } },
    verbose,
  ]);
  const clock = fakeClock();
  await using recognizer = await connect(endpoint, { clock });
  expect((await recognizer.recognize(request(1), neverAborted)).segments).toHaveLength(2);
  expect(clock.waits).toEqual([wait]);
});

test('a longer wait is left to the queue, for all recordings', async () => {
  await using endpoint = await startEndpoint([{ status: 429, headers: { 'retry-after': '3' }, text: '' }]);
  const clock = fakeClock();
  await using recognizer = await connect(endpoint, { clock });
  const failure = await failureOf(recognizer.recognize(request(1), neverAborted));
  expect(failure).toMatchObject({ code: 'ENDPOINT_BUSY', details: { retryAfter: 3 } });
  expect(clock.waits).toEqual([]);
});

test('a used-up quota does not heal by a short wait', async () => {
  const message = 'You exceeded your current quota, please check your plan and billing details.';
  await using endpoint = await startEndpoint([{ status: 429, json: { error: { message } } }]);
  await using recognizer = await connect(endpoint);
  expect(await failureOf(recognizer.recognize(request(1), neverAborted))).toMatchObject({
    code: 'ENDPOINT_QUOTA',
    details: { retryAfter: 3600 },
  });
  expect(endpoint.requests).toHaveLength(1);
});

test.each<[string, Reply]>([
  ['500', { status: 500, json: { error: { message: 'out of order' } } }],
  ['503', { status: 503, text: '<html><body>Service Unavailable</body></html>' }],
  ['broken connection', 'break off'],
])('a %s is tried again with growing waits', async (_, reply) => {
  await using endpoint = await startEndpoint([reply, reply, verbose]);
  const clock = fakeClock();
  await using recognizer = await connect(endpoint, { clock });
  expect((await recognizer.recognize(request(1), neverAborted)).segments).toHaveLength(2);
  expect(clock.waits).toEqual([1_000, 2_000]);
});

test('a server that stays broken is given up after five attempts, with its own words', async () => {
  await using endpoint = await startEndpoint([{ status: 500, json: { detail: 'CUDA error' } }]);
  await using recognizer = await connect(endpoint);
  const failure = await failureOf(recognizer.recognize(request(1), neverAborted));
  expect(failure).toMatchObject({ code: 'ENDPOINT_FAILED', details: { reason: '500 CUDA error' } });
  expect(endpoint.requests).toHaveLength(5);
});

test.each<[string, Reply, string, string]>([
  [
    '401',
    { status: 401, json: { error: { message: `Incorrect API key: ${key}` } } },
    'ENDPOINT_UNAUTHORIZED',
    '',
  ],
  ['403', { status: 403, text: 'Forbidden' }, 'ENDPOINT_UNAUTHORIZED', ''],
  [
    '404',
    { status: 404, json: { error: { message: 'no such model' } } },
    'ENDPOINT_REFUSED',
    '404 no such model',
  ],
  [
    '400',
    { status: 400, json: { detail: `bad language for ${key}` } },
    'ENDPOINT_REFUSED',
    '400 bad language for ***',
  ],
  [
    '422',
    { status: 422, json: { detail: [{ msg: 'field required' }] } },
    'ENDPOINT_REFUSED',
    '422 field required',
  ],
  [
    'redirect',
    { status: 301, headers: { location: 'https://else.where/v1' }, text: '' },
    'ENDPOINT_REFUSED',
    'moved',
  ],
])('a %s is not tried again, and the key is never told', async (_, reply, code, reason) => {
  await using endpoint = await startEndpoint([reply]);
  await using recognizer = await connect(endpoint, { apiKey: key });
  const failure = await failureOf(recognizer.recognize(request(1), neverAborted));
  expect(failure.code).toBe(code);
  expect(String(failure.details.reason ?? '')).toContain(reason);
  expect(JSON.stringify(failure)).not.toContain(key);
  expect(endpoint.requests).toHaveLength(1);
});

test.each<[string, Reply]>([
  ['a web page', { text: '<html>Welcome to the hotel network</html>' }],
  ['broken JSON', { headers: { 'content-type': 'application/json' }, text: '{"text": "Hel' }],
  ['JSON of something else', { json: { choices: [] } }],
  ['segments without times', { json: { text: 'x', segments: [{ text: 'x' }] } }],
  ['null', { json: null }],
  ['an empty body', { headers: { 'content-type': 'application/json' }, text: '' }],
])('%s is not a transcript', async (_, reply) => {
  await using endpoint = await startEndpoint([reply]);
  await using recognizer = await connect(endpoint);
  expect(await failureOf(recognizer.recognize(request(1), neverAborted))).toMatchObject({
    code: 'ENDPOINT_GARBAGE',
    details: { url: endpoint.url },
  });
});

test('a server that never answers, and one that is not there, are unreachable', async () => {
  await using silent = await startEndpoint(['hang']);
  await using impatient = await connect(silent, { timeout: 30 });
  expect(await failureOf(impatient.recognize(request(1), neverAborted))).toMatchObject({
    code: 'ENDPOINT_UNREACHABLE',
  });
  expect(silent.requests).toHaveLength(5);
  const probe = createServer().listen(0, '127.0.0.1');
  await vi.waitFor(() => expect(probe.listening).toBe(true));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  await using nobody = await connect({ url: `http://user:passw0rd@127.0.0.1:${port}/v1` });
  const failure = await failureOf(nobody.recognize(request(1), neverAborted));
  expect(failure).toMatchObject({
    code: 'ENDPOINT_UNREACHABLE',
    details: { url: `http://127.0.0.1:${port}/v1` },
  });
  expect(JSON.stringify(failure)).not.toContain('passw0rd');
});

test('aborting ends a request that hangs, at once and on the server too', async () => {
  await using endpoint = await startEndpoint(['hang']);
  await using recognizer = await connect(endpoint);
  const abort = new AbortController();
  const recognition = recognizer.recognize(request(1), abort.signal);
  await vi.waitFor(() => expect(endpoint.hanging).toBe(1));
  abort.abort();
  expect(await failureOf(recognition)).toMatchObject({ code: 'CANCELLED' });
  await vi.waitFor(() => expect(endpoint.hanging).toBe(0));
  expect(endpoint.requests).toHaveLength(1);
});

test('aborting ends a wait for the next attempt', async () => {
  await using endpoint = await startEndpoint([{ status: 503, text: '' }]);
  const abort = new AbortController();
  const clock: Clock = { ...fakeClock(), wait: async () => abort.abort() };
  await using recognizer = await connect(endpoint, { clock });
  expect(await failureOf(recognizer.recognize(request(1), abort.signal))).toMatchObject({
    code: 'CANCELLED',
  });
  expect(endpoint.requests).toHaveLength(1);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findWhisperServer } from '../../electron/core/tools/whisper.mjs';
import { createRecognizer } from '../../electron/workers/engines/engines.ts';
import { startWhisperServer } from '../../electron/workers/engines/whisperServer.ts';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import { toFailure } from '../../shared/errors.ts';
import { sample, sampleModel } from '../support/fixtures.ts';
import { requestFor, soundOf } from './engineSound.ts';

const serverPath = findWhisperServer() ?? 'whisper-server is not built: run the set-up';
const neverAborted = new AbortController().signal;

/** The processes that an engine said it started and that have not ended. */
function watchProcesses() {
  const pids: number[] = [];
  const events: [number | null, string][] = [];
  const onProcess = (pid: number | null, description: string): void => {
    events.push([pid, description]);
    if (pid !== null) pids.push(pid);
  };
  return { pids, events, surroundings: { threads: 2, signal: neverAborted, onProcess } };
}

function whisperCpp(modelPath = sampleModel, path = serverPath) {
  return { engine: 'whisper.cpp' as const, serverPath: path, modelPath };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function failureOf(promise: Promise<unknown>) {
  return toFailure(
    await promise.then(
      () => expect.fail('it did not fail'),
      (error: unknown) => error,
    ),
  );
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-engine-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** whisper-server behind a script that first does something. Unix only. */
async function serverAfter(lines: string): Promise<string> {
  const path = join(folder, 'server.sh');
  await writeFile(path, `#!/bin/sh\n${lines}\nexec '${serverPath}' "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

test('a sentence comes back as words in order, each with a real probability', async () => {
  const { surroundings, events, pids } = watchProcesses();
  const samples = await soundOf('s05.wav');
  {
    await using recognizer = await createRecognizer(whisperCpp(), surroundings);
    const { segments, language, raw } = await recognizer.recognize(requestFor(samples), neverAborted);
    const words = segments.flatMap((segment) => segment.words);
    expect(words.map(({ text }) => text).join(' ')).toBe('We will talk about the document again.');
    for (const { probability } of words) {
      expect(probability).toBeGreaterThan(0.1);
      expect(probability).toBeLessThanOrEqual(1);
    }
    expect(segments[0]?.averageLogProbability).toBeLessThan(0);
    expect(segments[0]?.noSpeechProbability).toBeLessThan(0.5);
    expect(language).toBe('en');
    expect(raw).toMatchObject({ task: 'transcribe' });
  }
  expect(events).toEqual([
    [pids[0], 'whisper-server'],
    [null, 'whisper-server'],
  ]);
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test('any language and translation may be asked of an English-only model, which goes on in English', async () => {
  await using recognizer = await createRecognizer(whisperCpp(), watchProcesses().surroundings);
  const samples = await soundOf('s02.wav');
  for (const changes of [{ language: 'auto' }, { language: 'de' }, { translate: true, language: 'fr' }]) {
    const { segments } = await recognizer.recognize(requestFor(samples, changes), neverAborted);
    expect(segments.map(({ text }) => text)).toEqual(['The speaker is Frank.']);
  }
});

test('hints and the text before reach the model; without them nothing is remembered between windows', async () => {
  await using recognizer = await createRecognizer(whisperCpp(), watchProcesses().surroundings);
  const samples = await soundOf('s02.wav');
  const plain = await recognizer.recognize(requestFor(samples), neverAborted);
  const prompted = requestFor(samples, { previousText: 'Carol will call Alice soon.', hints: ['Frank'] });
  const logProbability = (recognition: typeof plain) => recognition.segments[0]?.averageLogProbability;
  expect(logProbability(await recognizer.recognize(prompted, neverAborted))).not.toBe(logProbability(plain));
  expect(logProbability(await recognizer.recognize(requestFor(samples), neverAborted))).toBe(
    logProbability(plain),
  );
});

test('silence and nothing at all have no words', async () => {
  await using recognizer = await createRecognizer(whisperCpp(), watchProcesses().surroundings);
  for (const samples of [
    await soundOf('silence.wav'),
    new Float32Array(0),
    new Float32Array(100),
    new Float32Array(1600),
  ]) {
    const { segments } = await recognizer.recognize(requestFor(samples), neverAborted);
    expect(segments.flatMap(({ words }) => words)).toEqual([]);
  }
});

test('when the server is killed in mid-request the request fails, and the next one has a new server', async () => {
  const { surroundings, pids } = watchProcesses();
  await using recognizer = await createRecognizer(whisperCpp(), surroundings);
  const samples = (await soundOf('meeting2.wav')).subarray(0, 30 * 16_000);
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  const recognition = failureOf(recognizer.recognize(requestFor(samples), neverAborted));
  process.kill(pids[0] ?? 0, 'SIGKILL');
  expect(await recognition).toMatchObject({
    code: 'ENGINE_CRASHED',
    details: { reason: endOfProcess(null, 'SIGKILL') },
  });
  const again = await recognizer.recognize(requestFor(samples), neverAborted);
  expect(again.segments[0]?.text).toBe('Alice works in Berlin on Wednesday.');
  expect(pids).toHaveLength(2);
});

test('a server that died between two windows is replaced without a word', async () => {
  const { surroundings, pids, events } = watchProcesses();
  await using recognizer = await createRecognizer(whisperCpp(), surroundings);
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(events.at(-1)).toEqual([null, 'whisper-server']));
  const { segments } = await recognizer.recognize(requestFor(await soundOf('s04.wav')), neverAborted);
  expect(segments[0]?.text).toBe('Hello Emma.');
});

test('aborting ends the window at once and leaves the server for the next', async () => {
  const { surroundings, pids } = watchProcesses();
  await using recognizer = await createRecognizer(whisperCpp(), surroundings);
  const abort = new AbortController();
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  const recognition = failureOf(
    recognizer.recognize(requestFor(await soundOf('meeting2.wav')), abort.signal),
  );
  abort.abort();
  expect(await recognition).toMatchObject({ code: 'CANCELLED' });
  process.kill(pids[0] ?? 0, 'SIGCONT');
  const { segments } = await recognizer.recognize(requestFor(await soundOf('s04.wav')), neverAborted);
  expect(segments[0]?.text).toBe('Hello Emma.');
  expect(pids).toHaveLength(1);
});

test('aborting while the model is loaded leaves no server behind', async () => {
  const { surroundings, pids, events } = watchProcesses();
  const abort = new AbortController();
  const onProcess: typeof surroundings.onProcess = (pid, description) => {
    surroundings.onProcess(pid, description);
    abort.abort();
  };
  const loading = createRecognizer(whisperCpp(), { ...surroundings, onProcess, signal: abort.signal });
  expect(await failureOf(loading)).toMatchObject({ code: 'CANCELLED' });
  await vi.waitFor(() => expect(events.at(-1)?.[0]).toBeNull());
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test('a port that another program took first is given up for the next', async () => {
  const taken = createServer((socket) => socket.resume());
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const ports = [portOf(taken), portOf(taken)];
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  ports.push(portOf(free));
  await new Promise((resolve) => free.close(resolve));
  const { surroundings, pids } = watchProcesses();
  await using server = await startWhisperServer({
    ...surroundings,
    serverPath,
    modelPath: sampleModel,
    findPort: async () => ports.shift() ?? 0,
  });
  expect(pids).toHaveLength(3);
  expect(server.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/v1$/);
  await new Promise((resolve) => taken.close(resolve));
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

test('the server answers nothing outside its random path', async () => {
  await using server = await startWhisperServer({
    ...watchProcesses().surroundings,
    serverPath,
    modelPath: sampleModel,
  });
  const { origin } = new URL(server.baseUrl);
  for (const path of ['/', '/health', '/inference', '/v1/audio/transcriptions', '/load', '/etc/passwd']) {
    expect((await fetch(origin + path)).status).toBe(404);
  }
});

test('a program that is not there is a missing engine', async () => {
  const failure = await failureOf(
    createRecognizer(whisperCpp(sampleModel, join(folder, 'nothing')), watchProcesses().surroundings),
  );
  expect(failure).toMatchObject({ code: 'ENGINE_MISSING', details: { engine: 'whisper.cpp' } });
});

describe.skipIf(process.platform === 'win32')('on systems with a shell', () => {
  test('too little memory is said as such', async () => {
    const path = await serverAfter('ulimit -v 400000');
    const failure = await failureOf(
      createRecognizer(whisperCpp(sampleModel, path), watchProcesses().surroundings),
    );
    expect(failure).toMatchObject({
      code: 'ENGINE_OUT_OF_MEMORY',
      details: { model: 'ggml-trax-test.en.bin' },
    });
  });

  test('a server that ends while it loads tells how, and its last lines are kept', async () => {
    const path = await serverAfter('echo the driver is too old >&2; exit 7');
    const failure = await failureOf(
      createRecognizer(whisperCpp(sampleModel, path), watchProcesses().surroundings),
    );
    expect(failure).toMatchObject({ code: 'ENGINE_CRASHED', details: { reason: endOfProcess(7, null) } });
    expect(failure.trace).toContain('the driver is too old');
  });

  test('a server outlives its worker by nothing, even when the worker is killed', async () => {
    const worker = startWorker();
    const pid = await new Promise<number>((resolve) => {
      createInterface({ input: worker.stdout ?? process.stdin }).once('line', (line) =>
        resolve(Number(line)),
      );
    });
    expect(isAlive(pid)).toBe(true);
    worker.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
  });
});

/** A process that loads the recogniser, prints the server's id and goes on living. */
function startWorker(): ChildProcess {
  const engines = join(import.meta.dirname, '../../electron/workers/engines/engines.ts');
  const program = `
    import { createRecognizer } from ${JSON.stringify(engines)};
    let server;
    await createRecognizer(${JSON.stringify(whisperCpp())}, {
      threads: 1, signal: new AbortController().signal, onProcess: (pid) => { server = pid; },
    });
    console.log(server);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: sample('..'),
  });
}

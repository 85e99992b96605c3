import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Log } from '../../electron/core/host.ts';
import { commandOf, isProcessAlive } from '../../electron/core/processes.ts';
import { forkWorker } from '../../electron/hosts/forkWorker.ts';
import { say } from '../../shared/sentences.ts';

/** A worker in TypeScript that doubles, counts, starts a child, and prints. */
const script = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { os, eventIterator } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

interface Event { data: unknown }
const port = {
  on: (event: string, callback: (event?: Event) => void) => {
    if (event === 'message') process.on('message', (data) => callback({ data }));
    else process.on('disconnect', () => callback());
  },
  postMessage: (data: unknown) => process.send!(data),
};
new RPCHandler({
  double: os.handler(({ input }) => new Float32Array([Number(input) * 2])),
  flags: os.handler(() => process.execArgv),
  count: os.handler(async function* ({ input, signal }) {
    try {
      yield 1;
      await new Promise((resolve) => signal!.addEventListener('abort', resolve));
    } finally {
      writeFileSync(String(input), 'stopped');
    }
  }),
  never: os.handler(() => new Promise(() => {})),
  child: os.handler(() => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']).pid),
  print: os.handler(() => console.log('half a line') ),
  leave: os.handler(() => process.exit(3)),
}).upgrade(port);
process.on('disconnect', () => process.exit());
`;

type Client = {
  double(input: number): Promise<unknown>;
  flags(): Promise<string[]>;
  count(path: string, options?: { signal?: AbortSignal }): Promise<AsyncIterable<number>>;
  never(): Promise<void>;
  child(): Promise<number>;
  print(): Promise<void>;
  leave(): Promise<void>;
};

let folder: string;
let entry: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax fork é '));
  entry = join(folder, 'entry.ts');
  await writeFile(entry, script);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'), 'junction');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const lines: string[] = [];
const log: Log = {
  info: (_, details) => void lines.push(String(details?.line)),
  warn: () => undefined,
  error: () => undefined,
};

function start() {
  const worker = forkWorker(entry, log);
  const client: Client = createORPCClient(new RPCLink({ port: worker.port }));
  return { worker, client };
}

describe('a forked worker', () => {
  test('runs TypeScript, answers calls, and has none of our flags but its own for memory', async () => {
    const { worker, client } = start();
    expect(await client.double(21)).toEqual({ 0: 42 });
    expect(await client.flags()).toEqual([
      expect.stringMatching(/^--max-semi-space-size=/),
      expect.stringMatching(/^--max-old-space-size=/),
    ]);
    expect(isProcessAlive(worker.pid)).toBe(true);
    worker.kill();
    expect(await worker.ended).toEqual(say('reason.signal', { signal: 'SIGKILL' }));
  });

  test('hears that a stream is no longer wanted', async () => {
    const { worker, client } = start();
    const stop = new AbortController();
    const path = join(folder, 'stopped');
    const stream = await client.count(path, { signal: stop.signal });
    expect(await stream[Symbol.asyncIterator]().next()).toMatchObject({ value: 1 });
    stop.abort();
    await vi.waitFor(async () => expect(await readFile(path, 'utf8')).toBe('stopped'));
    worker.kill();
    await worker.ended;
  });

  test('that ends answers everyone who waits, and says how it ended', async () => {
    const { worker, client } = start();
    const waiting = expect(client.never()).rejects.toThrow();
    client.leave().catch(() => undefined);
    await waiting;
    expect(await worker.ended).toEqual(say('reason.exitStatus', { status: 3 }));
    worker.kill();
  });

  test.skipIf(process.platform === 'win32')(
    'takes what it started with it, even when it is killed',
    async () => {
      const { worker, client } = start();
      const child = await client.child();
      expect(await commandOf(child)).toContain('setInterval');
      process.kill(worker.pid, 'SIGKILL');
      expect(await worker.ended).toEqual(say('reason.signal', { signal: 'SIGKILL' }));
      // Where nobody collects the dead, the number stays; the program does not.
      await vi.waitFor(async () => expect(await commandOf(child)).toBe(''));
    },
  );

  test('prints to the log', async () => {
    const { worker, client } = start();
    await client.print();
    await vi.waitFor(() => expect(lines).toContain('half a line'));
    worker.kill();
    await worker.ended;
  });
});

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Core, createCore } from '../../electron/core/core.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { serveWeb, type WebServer } from '../../electron/hosts/web/serve.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { receiveFailures } from '../../shared/contract/failures.ts';
import { createTestDatabase } from '../support/database.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { sample } from '../support/fixtures.ts';
import { call } from './webServer.ts';

type Client = ContractRouterClient<Contract>;

const closing = new AsyncDisposableStack();
let core: Core;
let server: WebServer;
let url: URL;
let headers: { cookie: string; origin: string };
let client: Client;
let folder: string;

beforeAll(async () => {
  folder = closing.use(await createDataFolder()).path;
  const database = closing.use(await createTestDatabase());
  const host = createNodeHost({ name: 'web', dataFolder: folder, environment: {} });
  core = closing.use(await createCore(host, { databaseUrl: database.url, runsQueue: false }));
  server = await serveWeb({ core });
  closing.defer(() => server.close());
  url = new URL(server.url);
  const { headers: unlocked } = await call(url, `/${url.search}`);
  headers = { cookie: unlocked['set-cookie']?.[0]?.split(';')[0] ?? '', origin: url.origin };
  const websocket = new WebSocket(`ws://${url.host}/rpc`, { headers });
  client = createORPCClient(
    new RPCLink({
      websocket: websocket as unknown as globalThis.WebSocket,
      interceptors: [receiveFailures],
    }),
  );
});
afterAll(() => closing.disposeAsync());

describe('a browser', () => {
  test('is answered by the core over its web socket', async () => {
    expect(await client.system.info()).toMatchObject({ host: 'web', dataFolder: folder });
  });

  test('uploads a recording, adds it, and plays it by the byte range', async () => {
    const stream = (await client.events.subscribe())[Symbol.asyncIterator]();
    const event = stream.next();
    const uploaded = await call(url, `/upload?name=${encodeURIComponent('Gespräch 1.wav')}`, {
      method: 'PUT',
      headers,
      body: createReadStream(sample('s01.wav')),
    });
    const { path } = JSON.parse(String(uploaded.body));
    expect(dirname(dirname(path))).toBe(join(folder, 'media'));

    const { recordings, refused } = await client.library.add({
      paths: [path],
      options: { engine: 'openai', model: 'any' },
    });
    expect(refused).toEqual([]);
    expect(recordings).toMatchObject([{ path, source: 'file' }]);
    expect(await event).toMatchObject({ done: false });
    await stream.return?.();

    const sound = await readFile(sample('s01.wav'));
    const ranged = { ...headers, range: 'bytes=100-199' };
    const answer = await call(url, `/media/${recordings[0]?.id}`, { headers: ranged });
    expect(answer).toMatchObject({ status: 206, headers: { 'content-type': 'audio/wav' } });
    expect(answer.body.equals(sound.subarray(100, 200))).toBe(true);
  });

  test('is told what went wrong by its code', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    await expect(client.library.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await call(url, `/media/${id}`, { headers })).status).toBe(404);
  });
});

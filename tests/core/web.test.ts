import { connect } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveWeb } from '../../electron/hosts/web/serve.ts';
import { call, recording, standInCore, startWebServer } from './webServer.ts';

let web: Awaited<ReturnType<typeof startWebServer>>;
beforeAll(async () => {
  web = await startWebServer();
});
afterAll(() => web[Symbol.asyncDispose]());

describe('the lock', () => {
  test('exchanges the key of the link for a cookie and sends the browser on without it', async () => {
    const { status, headers } = await call(web.url, `/${web.url.search}`);
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']?.[0]).toMatch(/^trax-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  test('holds a key of 256 random bits that is not the cookie', () => {
    const token = web.url.searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(web.cookie).not.toContain(token);
  });

  test.each(['/', '/library', '/media/one', '/assets/main-abc.js', '/?token=wrong', '/?token='])(
    'shows nobody without the key %s',
    async (path) => {
      const { status, body } = await call(web.url, path);
      expect(status).toBe(401);
      expect(String(body)).toContain('link that its terminal printed');
    },
  );

  test('is not opened by the key of another server', async () => {
    await using other = await startWebServer();
    expect((await call(other.url, '/', { headers: { cookie: web.cookie } })).status).toBe(401);
    expect((await call(other.url, `/${web.url.search}`)).status).toBe(401);
  });

  test.each([
    ['a name bound to this address', { host: 'evil.example' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page of another port of this computer', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an image in another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('turns away %s, even with the cookie', async (_, headers) => {
    expect((await web.ask('/media/one', { headers })).status).toBe(403);
  });

  test('takes an upload only from its own page', async () => {
    const { cookie } = web;
    const body = Buffer.from('sound');
    const bare = await call(web.url, '/upload?name=a.wav', { method: 'PUT', headers: { cookie }, body });
    expect(bare.status).toBe(403);
    const foreign = { cookie, origin: 'http://localhost:1' };
    expect((await call(web.url, '/upload?name=a', { method: 'PUT', headers: foreign, body })).status).toBe(
      403,
    );
  });

  test('can be visited by a link from another site', async () => {
    const { cookie } = web;
    const headers = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await call(web.url, '/', { headers })).status).toBe(200);
  });

  test('also answers to localhost', async () => {
    const host = `localhost:${web.url.port}`;
    expect((await call(web.url, '/', { headers: { cookie: web.cookie, host } })).status).toBe(200);
  });
});

describe('the page', () => {
  test('is sent with a strict policy', async () => {
    const { status, headers, body } = await web.ask('/');
    expect(status).toBe(200);
    expect(String(body)).toContain('<title>Trax</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('keeps its hashed files for good', async () => {
    const { headers } = await web.ask('/assets/main-abc.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  test('answers a place inside the page with the page', async () => {
    expect(String((await web.ask('/recordings/42')).body)).toContain('<title>Trax</title>');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/a%00.js',
  ])('never leaves its folder for %s', async (path) => {
    const { body } = await web.ask(path);
    expect(String(body)).not.toContain('not for the page');
  });

  test('knows no other method', async () => {
    expect((await web.ask('/', { method: 'POST' })).status).toBe(405);
  });
});

describe('recordings', () => {
  test('come as a whole', async () => {
    const { status, headers, body } = await web.ask('/media/one');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('audio/wav');
    expect(body.equals(recording)).toBe(true);
  });

  test('come by the byte range', async () => {
    const { status, headers, body } = await web.ask('/media/one', { headers: { range: 'bytes=1000-1999' } });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe('bytes 1000-1999/300000');
    expect(body.equals(recording.subarray(1000, 2000))).toBe(true);
  });

  test('are no longer read when the player goes away', async () => {
    const before = web.watched.aborted;
    const socket = connect(Number(web.url.port), web.url.hostname);
    socket.write(`GET /media/one HTTP/1.1\r\nHost: ${web.url.host}\r\nCookie: ${web.cookie}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await vi.waitFor(() => expect(web.watched.aborted).toBe(before + 1));
    expect((await web.ask('/media/one')).status).toBe(200);
  });

  test('are 404 where there are none', async () => {
    expect((await web.ask('/media/two')).status).toBe(404);
  });
});

describe('calls', () => {
  const open = (headers: Record<string, string>, path = '/rpc') =>
    new WebSocket(`ws://${web.url.host}${path}`, { headers });
  const outcome = (socket: WebSocket) =>
    new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.once('error', resolve);
    });

  test('are answered over a web socket, and a closed one ends its streams', async () => {
    const socket = open({ cookie: web.cookie, origin: web.origin });
    const client: {
      system: { echo(text: string): Promise<string> };
      events: { forever(): Promise<AsyncIterable<number>> };
    } = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
    expect(await client.system.echo('you')).toBe('heard you');

    const before = web.watched.aborted;
    for await (const number of await client.events.forever()) {
      expect(number).toBe(1);
      break;
    }
    const stream = await client.events.forever();
    expect(await stream[Symbol.asyncIterator]().next()).toMatchObject({ value: 1 });
    socket.terminate();
    await vi.waitFor(() => expect(web.watched.aborted).toBe(before + 2));
  });

  test('are refused to a page of another site, to one that hides its origin, and without the cookie', async () => {
    const { cookie, origin } = web;
    expect(await outcome(open({ cookie, origin: 'https://evil.example' }))).toBe(403);
    expect(await outcome(open({ cookie }))).toBe(403);
    expect(await outcome(open({ cookie, origin, host: 'evil.example' }))).toBe(403);
    expect(await outcome(open({ origin }))).toBe(401);
    expect(await outcome(open({ cookie, origin }, '/other'))).toBe(404);
  });
});

describe('closing', () => {
  test('ends sockets, streams and uploads, and can be asked for twice', async () => {
    await using other = await startWebServer();
    const socket = new WebSocket(`ws://${other.url.host}/rpc`, {
      headers: { cookie: other.cookie, origin: other.origin },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await Promise.all([other.server.close(), other.server.close()]);
    await closed;
    await expect(call(other.url, '/')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('names a port that is taken', async () => {
    const again = serveWeb({ core: standInCore(web.folder, web.watched), port: Number(web.url.port) });
    await expect(again).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });
});

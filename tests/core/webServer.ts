import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eventIterator, os } from '@orpc/server';
import { z } from 'zod';
import type { Core } from '../../electron/core/core.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { serveWeb } from '../../electron/hosts/web/serve.ts';

/** A recording of 300,000 random bytes, larger than any buffer on the way. */
export const recording = randomBytes(300_000);

/** What the stand-in's `events.forever` does when its caller goes away. */
export interface Watched {
  aborted: number;
}

/**
 * A core at its port, without a database: one call, one endless stream, and one recording. The web host is tested
 * against it alone, so that a failure here is the web host's.
 */
export function standInCore(folder: string, watched: Watched): Core {
  const router = {
    system: { echo: os.input(z.string()).handler(({ input }) => `heard ${input}`) },
    events: {
      forever: os.output(eventIterator(z.number())).handler(async function* ({ signal }) {
        try {
          yield 1;
          await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        } finally {
          watched.aborted++;
        }
      }),
    },
  };
  const file = join(folder, 'recording.wav');
  const partial: Pick<Core, 'host' | 'serveMedia'> = {
    host: createNodeHost({ name: 'web', dataFolder: folder }),
    async serveMedia(request) {
      if (new URL(request.url).pathname !== '/media/one') return new Response(null, { status: 404 });
      const [, start = 0, end = recording.length - 1] =
        /bytes=(\d+)-(\d+)/.exec(request.headers.get('range') ?? '')?.map(Number) ?? [];
      const stream = createReadStream(file, { start, end, signal: request.signal });
      stream.on('close', () => watched.aborted++);
      return new Response(Readable.toWeb(stream) as ReadableStream, {
        status: request.headers.has('range') ? 206 : 200,
        headers: {
          'content-type': 'audio/wav',
          'content-range': `bytes ${start}-${end}/${recording.length}`,
          'content-length': String(end - start + 1),
        },
      });
    },
  };
  return { ...partial, router } as unknown as Core;
}

/** A web host in a temporary folder with a page of three files. */
export async function startWebServer() {
  const folder = await mkdtemp(join(tmpdir(), 'trax-web-é '));
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Trax</title>');
  await writeFile(join(page, 'assets', 'main-abc.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'not for the page');
  await writeFile(join(folder, 'recording.wav'), recording);
  const watched: Watched = { aborted: 0 };
  const server = await serveWeb({ core: standInCore(folder, watched), page });
  const url = new URL(server.url);
  const unlocking = await call(url, `/${url.search}`);
  const cookie = unlocking.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  return {
    folder,
    url,
    watched,
    server,
    cookie,
    origin: url.origin,
    /** A request as a page of this server sends it, unless the headers say otherwise. */
    ask: (path: string, options: CallOptions = {}) =>
      call(url, path, { ...options, headers: { cookie, origin: url.origin, ...options.headers } }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface CallOptions extends Pick<RequestOptions, 'method' | 'headers'> {
  headers?: Record<string, string>;
  body?: Buffer | Readable;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A plain request: `fetch` would not let a test forge `Host`, `Origin` and `Cookie`. */
export function call(url: URL, path: string, options: CallOptions = {}): Promise<Answer> {
  const { method = 'GET', headers, body } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: url.hostname, port: url.port, path, method, headers }, (incoming) => {
      buffer(incoming).then(
        (received) =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received }),
        reject,
      );
    });
    outgoing.on('error', reject);
    if (body instanceof Readable) body.pipe(outgoing);
    else outgoing.end(body);
  });
}

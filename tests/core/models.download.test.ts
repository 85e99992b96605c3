import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DownloadOptions, download } from '../../electron/core/models/download.ts';
import { file, type ModelServer, redirect, startModelServer, status } from '../support/modelServer.ts';

const bytes = randomBytes(300_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const half = 150_000;
const etag = '"v1"';

let folder: string;
let path: string;
let server: ModelServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trax-download-'));
  path = join(folder, 'models', 'ggml-x.bin');
  server = await startModelServer(file(bytes, { etag }));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function fetchModel(options: Partial<DownloadOptions> & { size?: number | null } = {}): Promise<void> {
  const { size = bytes.length, ...more } = options;
  return download(
    { name: 'x', url: new URL('ggml-x.bin', server.url), path, sha256, size },
    { signal: AbortSignal.timeout(20_000), onProgress() {}, retryDelays: [], stallAfter: 5000, ...more },
  );
}
const stored = () => readFile(path);
const filesLeft = () => readdir(join(folder, 'models')).then((names) => names.sort());
const failure = (code: string, reason = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(reason) });

const sizeOfPartial = async () => (await readFile(`${path}.partial`)).length;

/** Leaves up to half of the file behind, as a broken connection does, and says how much. */
async function breakOffHalfway(): Promise<number> {
  server.answerWith(file(bytes, { etag, breaksAfter: half }));
  await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED', 'broke off'));
  server.requests.length = 0;
  server.answerWith(file(bytes, { etag }));
  const kept = await sizeOfPartial();
  expect(kept).toBeGreaterThan(0);
  return kept;
}

describe('the download of a model', () => {
  it('brings the file whole, tells how far it is, and leaves nothing else behind', async () => {
    const progress: [number, number | null][] = [];
    await fetchModel({ onProgress: (received, total) => progress.push([received, total]) });
    expect(await stored()).toEqual(bytes);
    expect(await filesLeft()).toEqual(['ggml-x.bin']);
    expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
    expect(progress).toEqual([...progress].sort(([one], [other]) => one - other));
  });

  it('follows redirects to where the file lies', async () => {
    server.answerWith(redirect('/elsewhere/ggml-x.bin'), file(bytes));
    await fetchModel();
    expect(server.requests.map((request) => request.path)).toEqual(['/ggml-x.bin', '/elsewhere/ggml-x.bin']);
  });

  it('gives up on a server that points in circles', async () => {
    server.answerWith(redirect('/again'));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED', 'without end'));
  });

  it('goes on where a broken connection stopped, and checks every byte all the same', async () => {
    const kept = await breakOffHalfway();
    const progress: number[] = [];
    await fetchModel({ onProgress: (received) => progress.push(received) });
    expect(server.requests).toEqual([{ path: '/ggml-x.bin', range: `bytes=${kept}-`, ifRange: etag }]);
    expect(Math.min(...progress)).toBeGreaterThan(kept);
    expect(await stored()).toEqual(bytes);
  });

  it('tries again by itself when the connection breaks off', async () => {
    server.answerWith(file(bytes, { etag, breaksAfter: half }), status(503), file(bytes, { etag }));
    await fetchModel({ retryDelays: [0, 0] });
    const [first, second, third] = server.requests.map(({ range }) => range);
    expect(first).toBeUndefined();
    expect(second).toMatch(/^bytes=[1-9]/);
    expect(third).toBe(second);
    expect(await stored()).toEqual(bytes);
  });

  it('calls a connection dead that sends nothing, and keeps what has come', async () => {
    server.answerWith(file(bytes, { etag, stallsAfter: half }));
    await expect(fetchModel({ stallAfter: 100 })).rejects.toEqual(failure('DOWNLOAD_FAILED', 'nothing came'));
    server.answerWith(file(bytes, { etag }));
    await fetchModel();
    expect(await stored()).toEqual(bytes);
  });

  it('starts over when the server ignores that only the rest was asked for', async () => {
    await breakOffHalfway();
    server.answerWith(file(bytes, { ignoresRange: true }));
    await fetchModel();
    expect(await stored()).toEqual(bytes);
  });

  it('starts over when the file on the server has changed in between', async () => {
    server.answerWith(file(randomBytes(bytes.length), { etag: '"old"', breaksAfter: half }));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED'));
    server.answerWith(file(bytes, { etag: '"new"' }));
    await fetchModel();
    expect(await stored()).toEqual(bytes);
  });

  it('is done when everything has come before and only the name was missing', async () => {
    await mkdir(join(folder, 'models'));
    await writeFile(`${path}.partial`, bytes);
    await fetchModel();
    expect(server.requests).toEqual([]);
    await rm(path);
    await writeFile(`${path}.partial`, bytes);
    await fetchModel({ size: null });
    expect(server.requests).toHaveLength(1);
    expect(await stored()).toEqual(bytes);
  });

  it('starts over when more has come before than the file has', async () => {
    await mkdir(join(folder, 'models'));
    await writeFile(`${path}.partial`, Buffer.concat([bytes, bytes]));
    await fetchModel();
    await rm(path);
    await writeFile(`${path}.partial`, Buffer.concat([bytes, bytes]));
    await fetchModel({ size: null, retryDelays: [0] });
    expect(await stored()).toEqual(bytes);
  });

  it('throws away what is not what the publisher made', async () => {
    server.answerWith(file(randomBytes(bytes.length)));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_CORRUPT'));
    expect(await filesLeft()).toEqual([]);
  });

  it.each([
    ['404 once', 404, 1],
    ['403 once', 403, 1],
    ['500 again and again', 500, 3],
  ])('names the status of a server that answers %s', async (_, code, asked) => {
    server.answerWith(status(code));
    await expect(fetchModel({ retryDelays: [0, 0] })).rejects.toEqual(
      failure('DOWNLOAD_FAILED', `status ${code}`),
    );
    expect(server.requests).toHaveLength(asked);
  });

  it('refuses a file of another size before a byte of it is taken, and keeps what has come', async () => {
    const kept = await breakOffHalfway();
    server.answerWith(file(Buffer.from('<html>Sign in to the network</html>'), { ignoresRange: true }));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED', 'instead of 300000'));
    expect(await sizeOfPartial()).toBe(kept);
  });

  it('survives a server that lies about the length in either direction', async () => {
    server.answerWith(file(bytes, { claims: bytes.length + 1000, breaksAfter: bytes.length }));
    await expect(fetchModel({ size: null })).rejects.toEqual(failure('DOWNLOAD_FAILED'));
    await rm(`${path}.partial`);
    server.answerWith(file(Buffer.concat([bytes, bytes]), { hidesLength: true }));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_CORRUPT'));
    expect(await filesLeft()).toEqual([]);
  });

  it('takes a file whose length nobody knows', async () => {
    server.answerWith(file(bytes, { hidesLength: true }));
    await fetchModel({ size: null });
    expect(await stored()).toEqual(bytes);
  });

  it('stops at once when told so, and keeps what has come', async () => {
    server.answerWith(file(bytes, { etag, stallsAfter: half }));
    const stop = new AbortController();
    const running = fetchModel({
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await sizeOfPartial()).toBeGreaterThan(0);
    expect(await filesLeft()).not.toContain('ggml-x.bin.partial.owner');
  });

  it('leaves a file alone that another process is downloading, until that process has died', async () => {
    await mkdir(join(folder, 'models'));
    await writeFile(`${path}.partial.owner`, String(process.pid));
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED', 'another Trax'));
    await writeFile(`${path}.partial.owner`, '999999999');
    await fetchModel();
    expect(await filesLeft()).toEqual(['ggml-x.bin']);
  });

  it('says that the server cannot be reached', async () => {
    await server[Symbol.asyncDispose]();
    await expect(fetchModel()).rejects.toEqual(failure('DOWNLOAD_FAILED', 'refuses the connection'));
    server = await startModelServer();
  });

  it('goes through the proxy of the environment', async () => {
    vi.stubEnv('HTTP_PROXY', server.url);
    vi.stubEnv('NO_PROXY', '');
    await download(
      { name: 'x', url: new URL('http://models.invalid/ggml-x.bin'), path, sha256, size: bytes.length },
      { signal: AbortSignal.timeout(20_000), onProgress() {}, retryDelays: [] },
    ).finally(() => vi.unstubAllEnvs());
    expect(server.requests[0]?.path).toBe('http://models.invalid/ggml-x.bin');
    expect(await stored()).toEqual(bytes);
  });

  it('says that nothing can be written where a file stands in the way', async () => {
    await writeFile(join(folder, 'models'), '');
    await expect(fetchModel()).rejects.toThrow();
    expect(server.requests).toEqual([]);
  });
});

/** A file system of one megabyte can be made by root on Linux only. */
function mountTiny(at: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the download of a model to a full disk (needs root on Linux)', () => {
  let isTiny = false;
  beforeEach(async () => {
    await mkdir(join(folder, 'models'));
    isTiny = mountTiny(join(folder, 'models'));
  });
  afterEach(() => {
    if (isTiny) execFileSync('umount', ['-l', join(folder, 'models')]);
  });

  it('is refused before it begins where the size is known', async ({ skip }) => {
    skip(!isTiny, 'no tiny file system can be mounted here');
    await expect(fetchModel({ size: 3_000_000 })).rejects.toEqual(failure('DISK_FULL'));
    expect(server.requests).toEqual([]);
  });

  it('stops when the disk fills on the way, and goes on when there is room', async ({ skip }) => {
    skip(!isTiny, 'no tiny file system can be mounted here');
    const filler = join(folder, 'models', 'filler');
    await writeFile(filler, randomBytes(900_000));
    server.answerWith(file(bytes, { etag, hidesLength: true }));
    await expect(fetchModel({ size: null })).rejects.toEqual(failure('DISK_FULL'));
    expect(existsSync(`${path}.partial`)).toBe(true);
    await rm(filler);
    await fetchModel({ size: null });
    expect(server.requests.at(-1)?.range).toMatch(/^bytes=[1-9]/);
    expect(await stored()).toEqual(bytes);
  });
});

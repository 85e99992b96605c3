import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { declareScheme, serveScheme } from '../../electron/hosts/desktop/protocol.ts';
import { buildPage, silentLog, standInCore, temporaryFolder } from './coreStandIn.ts';
import { recorded, request, resetElectron } from './electronStandIn.ts';

vi.mock('electron', () => import('./electronStandIn.ts'));

const recording = randomBytes(200_000);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  resetElectron();
  folder = await temporaryFolder();
  await writeFile(join(folder.path, 'recording.wav'), recording);
  const folders = { home: folder.path, data: folder.path, resources: folder.path, readOnlyModels: [] };
  const { core } = standInCore({ folders, log: silentLog });
  serveScheme(Promise.resolve(core), await buildPage(folder.path), silentLog);
});
afterEach(() => folder[Symbol.asyncDispose]());

const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('trax:// is a secure origin of its own that streams', () => {
  declareScheme();
  const privileges = { standard: true, secure: true, stream: true, supportFetchAPI: true, corsEnabled: true };
  expect(recorded.schemes).toEqual([{ scheme: 'trax', privileges }]);
});

describe('trax://app/', () => {
  test('gives the page under a strict policy', async () => {
    const response = await request('trax://app/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>Trax</title>');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("media-src 'self' trax://media trax://peaks blob:");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  test('gives scripts their type', async () => {
    const response = await request('trax://app/assets/main-abc.js');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    'trax://app/../recording.wav',
    'trax://app/%2e%2e%2frecording.wav',
    'trax://app/..%5crecording.wav',
  ])('never leaves the folder of the page for %s', async (url) => {
    expect(recording.equals(await bytes(await request(url)))).toBe(false);
  });
});

describe('trax://media/', () => {
  test('gives a recording as a whole, readable for our page alone', async () => {
    const response = await request('trax://media/one');
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('access-control-allow-origin')).toBe('trax://app');
    expect(recording.equals(await bytes(response))).toBe(true);
  });

  test.each([
    ['bytes=0-99', 'bytes 0-99/200000', recording.subarray(0, 100)],
    ['bytes=199900-', 'bytes 199900-199999/200000', recording.subarray(199_900)],
    ['bytes=-10', 'bytes 199990-199999/200000', recording.subarray(199_990)],
  ])('gives the byte range %s', async (range, contentRange, expected) => {
    const response = await request('trax://media/one', { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(expected.length));
    expect(expected.equals(await bytes(response))).toBe(true);
  });

  test('says what it does not have', async () => {
    expect((await request('trax://media/two')).status).toBe(404);
    expect((await request('trax://peaks/one')).status).toBe(404);
    expect((await request('trax://other/one')).status).toBe(404);
    expect((await request('trax://media/one', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

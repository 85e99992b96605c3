import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { safeFileName } from '../../electron/hosts/web/uploadName.ts';
import { startWebServer } from './webServer.ts';

const isRoot = process.getuid?.() === 0;
const run = promisify(execFile);

let web: Awaited<ReturnType<typeof startWebServer>>;
let uploads: string;
beforeEach(async () => {
  web = await startWebServer();
  uploads = join(web.folder, 'media');
});
afterEach(() => web[Symbol.asyncDispose]());

const upload = (name: string, body: Buffer | Readable, headers: Record<string, string> = {}) =>
  web.ask(`/upload?name=${encodeURIComponent(name)}`, { method: 'PUT', body, headers });

describe('an upload', () => {
  test('lies whole under its own name in a folder of its own', async () => {
    const sound = randomBytes(5_000_000);
    const { status, body } = await upload('Über uns – 取材 🎙️.wav', sound);
    expect(status).toBe(201);
    const { path } = JSON.parse(String(body));
    expect(basename(path)).toBe('Über uns – 取材 🎙️.wav');
    expect(dirname(dirname(path))).toBe(uploads);
    expect((await readFile(path)).equals(sound)).toBe(true);
    expect(await readdir(dirname(path))).toEqual([basename(path)]);
  });

  test('may have the name of another', async () => {
    const [one, two] = [await upload('a.wav', Buffer.from('1')), await upload('a.wav', Buffer.from('2'))];
    expect(JSON.parse(String(one.body)).path).not.toBe(JSON.parse(String(two.body)).path);
    expect(await readdir(uploads)).toHaveLength(2);
  });

  test.each(['../../escape.wav', '/etc/passwd', '..\\..\\escape.wav', '..', 'C:\\x.wav'])(
    'called %s stays in its folder',
    async (name) => {
      const { body } = await upload(name, Buffer.from('sound'));
      expect(dirname(dirname(JSON.parse(String(body)).path))).toBe(uploads);
    },
  );

  test('without a name or without content is refused and leaves nothing', async () => {
    expect(await web.ask('/upload', { method: 'PUT', body: Buffer.from('x') })).toMatchObject({
      status: 400,
    });
    const { status, body } = await upload('empty.wav', Buffer.alloc(0));
    expect(status).toBe(400);
    expect(JSON.parse(String(body)).code).toBe('FILE_EMPTY');
    expect(await readdir(uploads)).toEqual([]);
  });

  test('that breaks off leaves nothing, and the next one works', async () => {
    const socket = connect(Number(web.url.port), web.url.hostname);
    socket.write(
      `PUT /upload?name=a.wav HTTP/1.1\r\nHost: ${web.url.host}\r\nOrigin: ${web.origin}\r\n` +
        `Cookie: ${web.cookie}\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(1000)}`,
    );
    await vi.waitFor(async () => expect(await readdir(uploads)).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(async () => expect(await readdir(uploads)).toEqual([]));
    expect((await upload('b.wav', Buffer.from('sound'))).status).toBe(201);
  });

  test('under way when the server closes leaves nothing', async () => {
    const endless = new Readable({ read: () => undefined });
    endless.push('x');
    const broken = upload('a.wav', endless).catch((error: Error) => error);
    await vi.waitFor(async () => expect(await readdir(uploads)).toHaveLength(1));
    await web.server.close();
    expect(await readdir(uploads)).toEqual([]);
    expect(await broken).toBeInstanceOf(Error);
    endless.destroy();
  });

  test('larger than the disk is refused before it is sent', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('x');
    const answer = await upload('huge.wav', body, { 'content-length': String(1e15) });
    expect(answer.status).toBe(507);
    expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'DISK_FULL', details: { path: uploads } });
    expect(await readdir(uploads)).toEqual([]);
    body.destroy();
  });

  test.skipIf(!isRoot || process.platform !== 'linux')(
    'that fills the disk is answered so and leaves nothing (needs root: mounts a disk of 1 MB)',
    async ({ skip }) => {
      await mkdir(uploads);
      const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', uploads]).catch(
        () => null,
      );
      if (!mounted) skip('mounting is not allowed here');
      try {
        // In chunks, without a length: nobody can know beforehand.
        const answer = await upload('a.wav', Readable.from(Array(80).fill(randomBytes(65_536))));
        expect(answer.status).toBe(507);
        expect(JSON.parse(String(answer.body)).code).toBe('DISK_FULL');
        expect(await readdir(uploads)).toEqual([]);
      } finally {
        await run('umount', [uploads]);
      }
    },
  );

  test.skipIf(isRoot)('into a folder that cannot be written says so', async () => {
    await mkdir(uploads, { mode: 0o500 });
    const { body } = await upload('a.wav', Buffer.from('sound'));
    expect(JSON.parse(String(body)).code).toBe('FOLDER_NOT_WRITABLE');
    await chmod(uploads, 0o700);
  });
});

describe('a safe file name', () => {
  test.each([
    ['talk.mp3', 'talk.mp3'],
    ['a/b\\c.mp3', 'a_b_c.mp3'],
    ['what? "this": <one>|two*.wav', 'what_ _this__ _one__two_.wav'],
    ['..', 'recording'],
    ['', 'recording'],
    [' .hidden.wav. ', 'hidden.wav'],
    ['CON.wav', '_CON.wav'],
    ['new\nline\u0000.wav', 'newline.wav'],
    ['-n.wav', '-n.wav'],
    ['.wav', 'wav'],
  ])('of %j is %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  test('keeps the extension of a very long name and cuts no character', () => {
    const name = safeFileName(`${'👩‍👩‍👧'.repeat(100)}.webm`);
    expect(name).toMatch(/^(👩‍👩‍👧)+\.webm$/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });

  test('is one whole name on every system, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given);
        expect(name).not.toBe('');
        expect(basename(join('/folder', name))).toBe(name);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[\s.]$|^\.+$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
        expect(safeFileName(name)).toBe(name);
      }),
    );
  });
});

import { execFileSync } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../electron/core/core.ts';
import { canReach, findServerUser } from '../../electron/core/database/postgres/serverUser.ts';
import { createNodeHost } from '../../electron/hosts/node.ts';
import { coverageFaults } from '../../shared/quality/coverage.ts';
import { startCore } from '../support/core.ts';
import { type Endpoint, type Reply, spoken, startEndpoint } from '../support/endpoint.ts';
import { sample } from '../support/fixtures.ts';
import { makeMedia, repeatMedia } from '../support/media.ts';

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && process.platform === 'linux';

let stack: AsyncDisposableStack;
let folder: string;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  folder = await mkdtemp(join(tmpdir(), 'trax-bad-run-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
});
afterEach(() => stack.disposeAsync());

/** An endpoint that keeps one request waiting until it is let go; the others are answered at once. */
async function endpointThatWaits(
  heldRequest: number,
): Promise<Endpoint & { waits: Promise<void>; letGo(): void }> {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const endpoint = stack.use(
    await startEndpoint(async (request, count): Promise<Reply> => {
      if (count === heldRequest) {
        arrived.resolve();
        await released.promise;
      }
      return spoken(request, 'Then');
    }),
  );
  return Object.assign(endpoint, { waits: arrived.promise, letGo: () => released.resolve() });
}

const openAi = { engine: 'openai', model: 'any' } as const;
const startWith = (endpoint: Endpoint, dataFolder?: string) =>
  startCore(stack, {
    settings: { engine: 'openai', endpointUrl: endpoint.url },
    ...(dataFolder && { dataFolder }),
  });

describe('a file that vanishes in mid-run', () => {
  it('keeps what was done, is named, holds up nobody, and goes on when it is back', async () => {
    const path = await repeatMedia(join(folder, 'long.wav'), sample('meeting2.wav'), 3);
    const safe = await repeatMedia(join(folder, 'safe.wav'), sample('meeting2.wav'), 3);
    const endpoint = await endpointThatWaits(1);
    const core = await startWith(endpoint);
    const { ids, batchId } = await core.add([path, sample('s04.wav')], openAi);
    const [id = '', next = ''] = ids;
    await endpoint.waits;
    // What ffmpeg has open goes on to exist; a drive that is pulled out is gone with what was on it.
    await truncate(path, 1_000_000);
    await rm(path);
    endpoint.letGo();
    const failed = await core.ended(id);
    expect(failed).toMatchObject({ state: 'failed', failure: { code: 'FILE_VANISHED', details: { path } } });
    const kept = await core.transcriptOf(id);
    expect(kept.isComplete).toBe(false);
    expect(kept.segments.length).toBeGreaterThan(0);
    expect(await core.ended(next)).toMatchObject({ state: 'done' });

    await core.client.queue.retry({ target: { batches: [batchId] } });
    await core.when(
      async () => (await core.client.library.get({ id })).item?.failure?.code === 'FILE_NOT_FOUND',
    );
    await rename(safe, path);
    await core.client.queue.retry({ target: { batches: [batchId] } });
    expect(await core.ended(id)).toMatchObject({ state: 'done' });
    const whole = await core.transcriptOf(id);
    expect(whole.segments.slice(0, kept.segments.length)).toEqual(kept.segments);
    const { duration } = await core.client.library.get({ id });
    expect(coverageFaults(whole.coverage, 0, duration ?? 0)).toEqual([]);
  });

  it('before its turn has come is not found', async () => {
    const path = join(folder, 'soon gone.wav');
    await copyFile(sample('s01.wav'), path);
    const endpoint = await endpointThatWaits(0);
    const core = await startWith(endpoint);
    const { ids } = await core.add([sample('s04.wav'), path, sample('s03.wav')], openAi);
    await endpoint.waits;
    await rm(path);
    endpoint.letGo();
    const items = await Promise.all(ids.map((id) => core.ended(id)));
    expect(items.map(({ failure, state }) => failure?.code ?? state)).toEqual([
      'done',
      'FILE_NOT_FOUND',
      'done',
    ]);
  });

  it('and is another one when its turn comes, is read as it is then', async () => {
    const path = join(folder, 'replaced.wav');
    await copyFile(sample('s01.wav'), path);
    const endpoint = await endpointThatWaits(0);
    const core = await startWith(endpoint);
    const [, id = ''] = (await core.add([sample('s04.wav'), path], openAi)).ids;
    await endpoint.waits;
    await writeFile(path, 'no longer a recording');
    endpoint.letGo();
    expect(await core.ended(id)).toMatchObject({ state: 'failed', failure: { code: 'MEDIA_UNREADABLE' } });
  });
});

/** Takes all the room that is left on a disk; gives it back when it is told to. */
async function fillDisk(at: string): Promise<() => Promise<void>> {
  const filler = join(at, 'filler');
  await using file = await open(filler, 'w');
  const block = Buffer.alloc(4096);
  for (;;) {
    const written = await file.write(block).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
      return null;
    });
    if (written === null || written.bytesWritten === 0) break;
  }
  return () => rm(filler);
}

describe.skipIf(!canMount)(
  'a disk that fills in mid-run (a small file system of its own: root on Linux)',
  () => {
    let small: string;
    beforeEach(async () => {
      small = join(folder, 'small');
      await mkdir(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', small]);
      stack.defer(() => void execFileSync('umount', ['--lazy', small]));
    });

    it('keeps what was done, is named, and everything goes on when there is room again', async () => {
      const path = await repeatMedia(join(folder, 'long.wav'), sample('meeting2.wav'), 3);
      const endpoint = await endpointThatWaits(1);
      const core = await startWith(endpoint, small);
      const { ids, batchId } = await core.add([path, sample('s04.wav')], openAi);
      const [id = '', next = ''] = ids;
      await endpoint.waits;
      const makeRoom = await fillDisk(small);
      endpoint.letGo();
      const peaks = join(small, 'peaks');
      expect(await core.ended(id)).toMatchObject({
        state: 'failed',
        failure: { code: 'DISK_FULL', details: { path: peaks } },
      });
      // The little that the first one gave back is enough for a short one.
      expect(await core.ended(next)).toMatchObject({ state: 'done' });
      const kept = await core.transcriptOf(id);
      expect(kept.segments.length).toBeGreaterThan(0);
      expect(await readdir(peaks)).toEqual([`${next}.peaks`]);

      await makeRoom();
      await core.client.queue.retry({ target: { batches: [batchId] } });
      expect(await core.ended(id)).toMatchObject({ state: 'done' });
      const whole = await core.transcriptOf(id);
      expect(whole.id).toBe(kept.id);
      expect(whole.segments.slice(0, kept.segments.length)).toEqual(kept.segments);
      const [batch] = await core.client.queue.batches({});
      expect(batch).toMatchObject({ status: 'completed', processedFiles: 2, failedFiles: 0 });
    });

    it('costs a playback copy, not the text', async () => {
      const path = await makeMedia(
        join(folder, 'long.aiff'),
        '-stream_loop',
        '9',
        '-i',
        sample('meeting2.wav'),
      );
      const endpoint = stack.use(await startEndpoint((request) => spoken(request, 'Then')));
      const core = await startWith(endpoint, small);
      const [id = ''] = (await core.add([path], openAi)).ids;
      expect(await core.ended(id)).toMatchObject({ state: 'done' });
      expect((await core.client.library.get({ id })).isPlayable).toBe(false);
      expect(await readdir(join(small, 'playback'))).toEqual([]);
    });
  },
);

describe('a data folder that cannot be written', () => {
  const openIn = (dataFolder: string) =>
    createCore(createNodeHost({ name: 'web', dataFolder, environment: {} }), { runsQueue: false });

  it('since a file is in its place', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    await expect(openIn(path)).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE', details: { path } });
    await expect(openIn(join(path, 'below'))).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
  });

  it.skipIf(isRoot)('since it may only be read (not as root)', async () => {
    await chmod(folder, 0o555);
    await expect(openIn(join(folder, 'new'))).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
    await chmod(folder, 0o755);
  });

  it.skipIf(!canMount)('since its file system is read-only (root on Linux)', async () => {
    const path = join(folder, 'fixed');
    await mkdir(path);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', path]);
    stack.defer(() => void execFileSync('umount', ['--lazy', path]));
    await expect(openIn(path)).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE', details: { path } });
    await expect(openIn(join(path, 'below'))).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' });
  });
});

/** An ordinary user that this run may act as and that can read the checkout; null where there is none. */
const ordinary = isRoot ? await findServerUser() : null;
const canAct = !isRoot || (ordinary !== null && (await canReach(import.meta.dirname, ordinary)));

describe.skipIf(process.platform === 'win32' || !canAct)('what may not be read', () => {
  it('is named, alone or in a folder, whoever opens it, and the rest is taken', async () => {
    await chmod(folder, 0o755);
    const at = (name: string) => join(folder, name);
    for (const name of ['open', 'closed']) await mkdir(at(name));
    const names = ['closed.wav', 'good.wav', 'open/closed.wav', 'open/good.wav', 'closed/good.wav'];
    for (const name of names) await copyFile(sample('s04.wav'), at(name));
    for (const name of ['closed', 'closed.wav', 'open/closed.wav']) await chmod(at(name), 0o000);
    const script = join(import.meta.dirname, '../support/lookAt.ts');
    const arguments_ = ['closed.wav', 'closed', 'open', 'good.wav'].map(at);
    const looked = execFileSync(process.execPath, [script, ...arguments_], { ...ordinary, encoding: 'utf8' });
    expect(JSON.parse(looked)).toEqual({
      taken: [at('open/good.wav'), at('good.wav')],
      refused: [
        [at('closed.wav'), 'FILE_NOT_READABLE'],
        [at('closed'), 'FILE_NOT_READABLE'],
        [at('open/closed.wav'), 'FILE_NOT_READABLE'],
      ],
      opened: [
        [at('closed.wav'), 'FILE_NOT_READABLE', 'FILE_NOT_READABLE'],
        [at('closed'), 'MEDIA_UNREADABLE', 'MEDIA_UNREADABLE'],
        [at('open'), 'MEDIA_UNREADABLE', 'MEDIA_UNREADABLE'],
        [at('good.wav'), 'done', 'done'],
      ],
    });
    await chmod(at('closed'), 0o755);
  });
});

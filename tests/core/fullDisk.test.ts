import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TraxError } from '../../shared/errors.ts';
import { type CoreProcess, startCoreProcess } from '../support/coreProcess.ts';
import { createDataFolder } from '../support/dataFolder.ts';
import { lostOf, readHeld } from './faultLedger.ts';
import { createFaultLibrary, type FaultLibrary, newestBackup } from './faultLibrary.ts';
import { contentsOf, createOldLibrary } from './faultOldLibrary.ts';
import { type Ledger, runs } from './faultWorks.ts';

const run = promisify(execFile);

/** A disk of so many megabytes, which can be filled to the last byte, cleared and made larger. */
async function smallDisk(stack: AsyncDisposableStack, megabytes: number) {
  const folder = stack.use(await createDataFolder()).path;
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  stack.defer(async () => void (await run('umount', ['-l', folder])));
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async fill() {
      await using file = await open(ballast, 'w');
      // Ever smaller pieces, so that not a page is left.
      for (let piece = 1 << 20; piece >= 1 << 12; piece >>= 1) {
        const bytes = Buffer.alloc(piece);
        while (await file.write(bytes).then(({ bytesWritten }) => bytesWritten === piece, isFull));
      }
    },
    clear: () => rm(ballast),
    grow: () => run('mount', ['-o', 'remount,size=300m', folder]),
  };
}

function isFull(error: NodeJS.ErrnoException): false {
  if (error.code !== 'ENOSPC') throw error;
  return false;
}

/** The failure that repeating something comes to; throws when it goes on working. */
async function failureOf(attempt: () => Promise<void>): Promise<TraxError> {
  for (let count = 0; count < 500; count++) {
    try {
      await attempt();
    } catch (error) {
      if (error instanceof TraxError) return error;
      throw error;
    }
  }
  throw new Error('the disk never was too full');
}

const isPossible = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!isPossible)('a disk that is full to the last byte (mounts one: root on Linux)', () => {
  const file = new AsyncDisposableStack();
  let disk: Awaited<ReturnType<typeof smallDisk>>;
  let library: FaultLibrary;
  let core: CoreProcess;
  let ledger: Ledger;

  beforeAll(async () => {
    disk = await smallDisk(file, 400);
    library = await createFaultLibrary(file, join(disk.folder, 'library'));
    core = await startCoreProcess(library.dataFolder);
    file.defer(() => core.close());
    ledger = { ...(await held()), asked: null };
  }, 120_000);
  afterAll(() => file.disposeAsync());

  const held = () => readHeld(core.url, library.transcriptId, () => newestBackup(library));
  const answers = () =>
    core.client.library.list({}).then(
      () => true,
      () => false,
    );

  /** There is room again: nothing is lost, nothing is damaged, and the same goes well now. */
  async function expectMended(again: () => Promise<void>): Promise<void> {
    await disk.clear();
    await expect.poll(answers).toBe(true);
    expect(lostOf(ledger, await held())).toEqual([]);
    ledger = { ...(await held()), asked: null };
    await again();
    expect(lostOf(ledger, await held())).toEqual([]);
    const { findings } = await core.client.maintenance.check({});
    expect(findings).toEqual([]);
  }

  it.each(['import', 'edit', 'backup'] as const)(
    'is said during: %s; nothing is lost, and it works again',
    async (work) => {
      const attempt = () => runs[work](core, library, ledger, 1);
      await disk.fill();
      const failure = await failureOf(attempt);
      expect(failure.code).toBe('DISK_FULL');
      await expectMended(attempt);
    },
  );

  it('is said during a transcription, which goes on where it was', async () => {
    const path = await library.nextFile('speech');
    const { createdIds } = await core.client.library.add({ paths: [path] });
    const [id = ''] = createdIds;
    await expect.poll(async () => (await core.client.library.get({ id })).transcriptId).toBeTruthy();
    await disk.fill();
    const state = async () => (await core.client.library.get({ id })).item;
    await expect.poll(async () => (await state().catch(() => null))?.failure?.code).toBe('DISK_FULL');
    await expectMended(async () => {
      await core.client.queue.retry({ target: { items: [(await state())?.id ?? ''] } });
      await expect.poll(async () => (await state())?.state).toBe('done');
    });
  });

  it('is said during an upgrade, which leaves the older library as it was', async () => {
    const old = await createOldLibrary(disk.folder);
    const dataFolder = await old.fresh();
    await disk.fill();
    await expect(startCoreProcess(dataFolder, 'idle')).rejects.toMatchObject({ code: 'DISK_FULL' });
    await disk.clear();
    await using upgraded = await startCoreProcess(dataFolder, 'idle');
    expect(await contentsOf(upgraded.url)).toBe(old.contents);
    expect((await upgraded.client.maintenance.check({})).findings).toEqual([]);
    await upgraded.close();
  });
});

import { describe, expect, it } from 'vitest';
import { claimItems } from '../../electron/core/queue/claims.ts';
import { endWell } from '../../electron/core/queue/endings.ts';
import { enqueueNext } from '../../electron/core/queue/enqueue.ts';
import { TraxError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences.ts';
import { bareQueue, done } from '../support/bareQueue.ts';

const bare = bareQueue();
const { addBatch, batch, em, entries, run, states } = bare;

describe('a batch', () => {
  it('runs every item once and counts files', async () => {
    const id = await addBatch(5);
    const seen: string[] = [];
    await run({
      preprocess: async ({ claim }) => {
        seen.push(claim.recordingId);
        return { result: null };
      },
    });
    await expect
      .poll(() => batch(id))
      .toMatchObject({ status: 'completed', totalFiles: 5, processedFiles: 5, failedFiles: 0 });
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('counts a file whose chain goes on only when its last item is done', async () => {
    const id = await addBatch(1);
    const runner = await run({
      preprocess: async ({ claim }) => ({
        result: null,
        finish: (em) => enqueueNext(em, claim, 'transcribe'),
      }),
    });
    await expect.poll(() => states(id)).toEqual(['waiting']);
    expect(await batch(id)).toMatchObject({ processedFiles: 0, totalFiles: 1 });
    await runner[Symbol.asyncDispose]();
    await run({ preprocess: done, transcribe: done });
    await expect.poll(() => batch(id)).toMatchObject({ processedFiles: 1, status: 'completed' });
  });

  it('finishes its first file before it begins the last', async () => {
    const id = await addBatch(3);
    const order: string[] = [];
    await run(
      {
        preprocess: async ({ claim }) => {
          order.push(`preprocess ${claim.recordingId}`);
          return { result: null, finish: (em) => enqueueNext(em, claim, 'transcribe') };
        },
        transcribe: async ({ claim }) => {
          order.push(`transcribe ${claim.recordingId}`);
          return { result: null };
        },
      },
      1,
    );
    await expect.poll(() => batch(id)).toMatchObject({ status: 'completed' });
    const recordings = (await entries(id)).map((entry) => entry.item.recordingId);
    expect(order).toEqual(
      recordings.flatMap((recording) => [`preprocess ${recording}`, `transcribe ${recording}`]),
    );
  });

  it('goes on when one of its files cannot be read', async () => {
    const id = await addBatch(3);
    const [, second] = await entries(id);
    await run({
      preprocess: async ({ claim }) => {
        if (claim.id === second?.item.id) throw new TraxError('MEDIA_UNREADABLE', { path: '/x' });
        return { result: null };
      },
    });
    await expect
      .poll(() => batch(id))
      .toMatchObject({ status: 'completed', processedFiles: 2, failedFiles: 1 });
    const failed = (await entries(id)).find((entry) => entry.item.id === second?.item.id);
    expect(failed?.item).toMatchObject({ state: 'failed', failure: { code: 'MEDIA_UNREADABLE' } });
  });
});

describe('what is done at the same time', () => {
  it('is completed together, and one whose end fails takes nothing of the others back', async () => {
    const id = await addBatch(4);
    const all = Promise.withResolvers<void>();
    let count = 0;
    await run(
      {
        preprocess: async ({ claim }) => {
          count += 1;
          const isOdd = count % 2 === 1;
          if (count === 4) all.resolve();
          await all.promise;
          return {
            result: null,
            async finish(em) {
              await em.execute('update media_files set title = ? where id = ?', ['done', claim.recordingId]);
              if (isOdd)
                throw new TraxError('NOT_FOUND', { what: say('thing.recording'), id: claim.recordingId });
            },
          };
        },
      },
      4,
    );
    await expect
      .poll(() => batch(id))
      .toMatchObject({ status: 'completed', processedFiles: 2, failedFiles: 2 });
    const list = await entries(id);
    expect(list.map(({ title, item }) => (title === 'done') === (item.state === 'done'))).not.toContain(
      false,
    );
  });
});

describe('a failure', () => {
  it('that can heal is tried again later, and no more than it may', async () => {
    const id = await addBatch(1);
    let tries = 0;
    const runner = await run({
      preprocess: async () => {
        tries += 1;
        throw new TraxError('ENDPOINT_UNREACHABLE', { url: 'http://x' });
      },
    });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await expect.poll(() => states(id)).toEqual(['retrying']);
      expect(tries).toBe(attempt);
      expect((await entries(id))[0]?.item.retryAt).not.toBeNull();
      await em().execute(`update batch_items set run_after = now() where status = 'retrying'`);
      await runner.wake();
    }
    await expect.poll(() => states(id)).toEqual(['failed']);
    expect(tries).toBe(4);
  });

  it('that nobody expected is kept whole and shown as one sentence', async () => {
    const id = await addBatch(1);
    await run({
      preprocess: async () => {
        throw new RangeError('boom');
      },
    });
    await expect.poll(() => states(id)).toEqual(['failed']);
    const [entry] = await entries(id);
    expect(entry?.item.failure?.code).toBe('UNEXPECTED');
    expect(entry?.item.failure?.trace).toMatch(/boom/);
  });
});

it('a list knows the place of the first that has not ended', async () => {
  const id = await addBatch(3);
  const firstOpen = async () => (await bare.queue.entries({ batchId: id, offset: 0, limit: 1 })).firstOpen;
  const places = [await firstOpen()];
  for (let each = 0; each < 3; each += 1) {
    await em().transactional(async (em) => {
      const [claim] = await claimItems(em, 'me', ['preprocess'], 1);
      if (claim) await endWell(em, [{ claim, result: null }]);
    });
    places.push(await firstOpen());
  }
  expect(places).toEqual([0, 1, 2, 3]);
});

it('a row that cannot be read is told as such, and hides neither the others nor its batch', async () => {
  const id = await addBatch(3);
  const [, spoilt] = await entries(id);
  const itemId = spoilt?.item.id ?? '';
  await em().execute(
    `update batch_items set stage = 'singing', seconds_left = 'NaN', speed = 'NaN' where id = ?`,
    [itemId],
  );
  expect(await states(id)).toEqual(['waiting', 'failed', 'waiting']);
  expect((await entries(id))[1]).toMatchObject({
    title: '2.wav',
    item: {
      recordingId: spoilt?.item.recordingId,
      failure: { code: 'ITEM_UNREADABLE', details: { columns: 'stage, seconds_left, speed' } },
    },
  });
  expect(await batch(id)).toMatchObject({ totalFiles: 3, timeLeft: null });
  await bare.queue.remove({ items: [itemId] });
  expect(await states(id)).toEqual(['waiting', 'waiting']);
});

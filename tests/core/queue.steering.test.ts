import { describe, expect, it, vi } from 'vitest';
import { claimItems, holdsLease } from '../../electron/core/queue/claims.ts';
import { endWell } from '../../electron/core/queue/endings.ts';
import { enqueueNext } from '../../electron/core/queue/enqueue.ts';
import type { Handler } from '../../electron/core/queue/runner.ts';
import { TraxError } from '../../shared/errors.ts';
import { bareQueue, done, options, untilStopped } from '../support/bareQueue.ts';

const bare = bareQueue();
const { addBatch, batch, em, entries, run, states } = bare;

async function waitingForLocks(): Promise<number> {
  const rows = await em().execute(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

describe('a person', () => {
  it('pauses a running item within a second and lets it go on', async () => {
    const id = await addBatch(1);
    let starts = 0;
    await run({
      preprocess: async (work) => {
        starts += 1;
        return starts === 1 ? untilStopped(work) : { result: null };
      },
    });
    await expect.poll(() => states(id)).toEqual(['running']);
    const [entry] = await entries(id);
    await bare.queue.pause({ items: [entry?.item.id ?? ''] });
    expect(await states(id)).toEqual(['paused']);
    await bare.queue.resume({ items: [entry?.item.id ?? ''] });
    await expect.poll(() => states(id)).toEqual(['done']);
  });

  it('pauses and resumes in one breath: the item is not worked on twice at the same time', async () => {
    const id = await addBatch(1);
    let starts = 0;
    let atOnce = 0;
    let most = 0;
    const stop = Promise.withResolvers<void>();
    await run({
      preprocess: async () => {
        starts += 1;
        atOnce += 1;
        most = Math.max(most, atOnce);
        if (starts === 1) await stop.promise;
        atOnce -= 1;
        return { result: null };
      },
    });
    await expect.poll(() => states(id)).toEqual(['running']);
    await bare.queue.pause({ batches: [id] });
    await bare.queue.resume({ batches: [id] });
    await bare.queue.pause({ batches: [id] });
    await bare.queue.resume({ batches: [id] });
    stop.resolve();
    await expect.poll(() => states(id)).toEqual(['done']);
    expect({ starts, most }).toEqual({ starts: 2, most: 1 });
  });

  it('pauses everything: nothing more is claimed until it is resumed', async () => {
    const id = await addBatch(4);
    await bare.queue.pause({ everything: true });
    const runner = await run({ preprocess: done });
    await runner.wake();
    expect(await states(id)).toEqual(Array(4).fill('paused'));
    expect(await batch(id)).toMatchObject({ isPaused: true, status: 'paused' });
    await bare.queue.resume({ everything: true });
    await expect.poll(() => batch(id)).toMatchObject({ status: 'completed', processedFiles: 4 });
  });

  it('resumes one item of a paused batch without waking the others', async () => {
    const id = await addBatch(3);
    await bare.queue.pause({ batches: [id] });
    await run({ preprocess: done });
    const [first] = await entries(id);
    await bare.queue.resume({ items: [first?.item.id ?? ''] });
    await expect.poll(() => states(id)).toEqual(['done', 'paused', 'paused']);
  });

  it('cancels a file whose first item has just been completed', async () => {
    const id = await addBatch(1);
    const [first] = await entries(id);
    const runner = await run({
      preprocess: async ({ claim }) => ({
        result: null,
        finish: (em) => enqueueNext(em, claim, 'transcribe'),
      }),
    });
    await expect.poll(async () => (await entries(id))[0]?.item.task).toBe('transcribe');
    await bare.queue.cancel({ items: [first?.item.id ?? ''] });
    expect(await states(id)).toEqual(['cancelled']);
    await runner[Symbol.asyncDispose]();
  });

  it('cancels a batch while an item of it is being completed', async () => {
    const id = await addBatch(1);
    const [claim] = await em().transactional((tx) => claimItems(tx, 'me', ['preprocess'], 1));
    if (!claim) throw new Error('there was an item');
    let cancelling: Promise<unknown> | undefined;
    await em().transactional(async (tx) => {
      await holdsLease(tx, claim.id, 'me');
      cancelling = bare.queue.cancel({ batches: [id] });
      await expect.poll(() => waitingForLocks()).toBeGreaterThan(0);
      await enqueueNext(tx, claim, 'transcribe');
      await endWell(tx, [{ claim, result: null }]);
    });
    await cancelling;
    expect(await states(id)).toEqual(['cancelled']);
  });

  it('cancels a running item, which stops, and retries it', async () => {
    const id = await addBatch(1);
    const stopped = vi.fn();
    let starts = 0;
    await run({
      preprocess: async (work) => {
        starts += 1;
        if (starts > 1) return { result: null };
        work.signal.addEventListener('abort', stopped);
        return untilStopped(work);
      },
    });
    await expect.poll(() => states(id)).toEqual(['running']);
    await bare.queue.cancel({ batches: [id] });
    expect(await states(id)).toEqual(['cancelled']);
    await expect.poll(() => stopped.mock.calls.length).toBe(1);
    expect(await batch(id)).toMatchObject({ failedFiles: 1, cancelledFiles: 1, processedFiles: 0 });
    await bare.queue.retry({ batches: [id] });
    await expect
      .poll(() => batch(id))
      .toMatchObject({ failedFiles: 0, processedFiles: 1, status: 'completed' });
  });

  it('gives what is urgent another priority, and the order within it stays', async () => {
    const [early, late] = [await addBatch(2, 'early'), await addBatch(2, 'late')];
    await bare.queue.prioritise({ batches: [late] }, 20);
    const order: string[] = [];
    await run(
      {
        preprocess: async ({ claim }) => {
          order.push(claim.id);
          return { result: null };
        },
      },
      1,
    );
    await expect.poll(() => batch(early)).toMatchObject({ status: 'completed' });
    const ids = [...(await entries(late)), ...(await entries(early))].map(({ item }) => item.id);
    expect(order).toEqual(ids);
  });

  it('tries everything again that failed, but nothing that was cancelled, and clears away what is over', async () => {
    const [cancelled, failed] = [await addBatch(1, 'cancelled'), await addBatch(1, 'failed')];
    await bare.queue.cancel({ batches: [cancelled] });
    let work: Handler = async () => {
      throw new TraxError('MEDIA_UNREADABLE', { path: '/x' });
    };
    await run({ preprocess: (given) => work(given) });
    await expect.poll(() => states(failed)).toEqual(['failed']);
    work = done;
    expect(await bare.queue.retry({ everything: true }, {}, true)).toEqual({ changed: 1 });
    await expect.poll(() => states(failed)).toEqual(['done']);
    expect(await states(cancelled)).toEqual(['cancelled']);
    work = untilStopped;
    const open = await addBatch(1, 'open');
    await bare.queue.pause({ batches: [open] });
    await bare.queue.clearEnded();
    expect((await bare.queue.batches(50)).map(({ id }) => id)).toEqual([open]);
  });

  it('retries with other options', async () => {
    const id = await addBatch(1);
    const models: unknown[] = [];
    await run({
      preprocess: async ({ claim }) => {
        models.push(claim.data);
        if (models.length === 1) throw new TraxError('MODEL_MISSING', { model: 'test' });
        return { result: null };
      },
    });
    await expect.poll(() => states(id)).toEqual(['failed']);
    await bare.queue.retry({ batches: [id] }, { model: 'other' });
    await expect.poll(() => states(id)).toEqual(['done']);
    expect(models[1]).toEqual({ options: { ...options, model: 'other' } });
  });

  it('has what failed for want of a model put back when the model comes', async () => {
    const id = await addBatch(2);
    let isThere = false;
    await run({
      preprocess: async () => {
        if (!isThere) throw new TraxError('MODEL_MISSING', { model: 'test' });
        return { result: null };
      },
    });
    await expect.poll(() => states(id)).toEqual(['failed', 'failed']);
    isThere = true;
    expect(await bare.queue.retryMissingModels(['test', 'other'], 'new')).toEqual({ changed: 2 });
    await expect.poll(() => states(id)).toEqual(['done', 'done']);
  });
});

import { describe, expect, it } from 'vitest';
import { claimItems } from '../../electron/core/queue/claims.ts';
import { bareQueue, done, untilStopped } from '../support/bareQueue.ts';

const bare = bareQueue();
const { addBatch, batch, em, entries, run, states } = bare;

describe('the order', () => {
  /** The ids of what waits, as it would be taken. */
  async function order(): Promise<string[]> {
    const rows = await em().execute<{ id: string }[]>(
      `select id from batch_items where status = 'pending' order by priority desc, position, created_at, id`,
    );
    return rows.map(({ id }) => id);
  }

  it('is changed by putting items before, after, first and last', async () => {
    await addBatch(5);
    const [a = '', b = '', c = '', d = '', e = ''] = await order();
    await bare.queue.move({ items: [e] }, { before: b });
    expect(await order()).toEqual([a, e, b, c, d]);
    await bare.queue.move({ items: [a, c] }, { after: d });
    expect(await order()).toEqual([e, b, d, a, c]);
    await bare.queue.move({ items: [c] }, 'first');
    await bare.queue.move({ items: [e] }, 'last');
    expect(await order()).toEqual([c, b, d, a, e]);
  });

  it('has room between two items however often something is put there', async () => {
    await addBatch(3);
    const first = await order();
    for (let turn = 0; turn < 60; turn += 1) {
      const [top = '', , last = ''] = await order();
      await bare.queue.move({ items: [last] }, { after: top });
    }
    expect(new Set(await order())).toEqual(new Set(first));
    const [row] = await em().execute<{ places: number }[]>(
      'select count(distinct position)::int as places from batch_items',
    );
    expect(row?.places).toBe(3);
  });

  it('puts a whole batch before another, with its priority', async () => {
    const early = await addBatch(2, 'Early');
    const late = await addBatch(3, 'Late');
    await em().execute('update batch_items set priority = 7 where batch_job_id = ?', [early]);
    const before = await order();
    const listed = async () => (await bare.queue.batches(50)).map(({ id }) => id);
    expect((await listed()).at(-1)).toBe(late);
    await bare.queue.move({ batches: [late] }, 'first');
    expect((await listed())[0]).toBe(late);
    expect(await order()).toEqual([...before.slice(2), ...before.slice(0, 2)]);
  });

  it('says that there is no such place', async () => {
    await addBatch(1);
    const [only = ''] = await order();
    await expect(bare.queue.move({ items: [only] }, { before: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('what has not run', () => {
  it('gets other settings, and what has begun keeps its own', async () => {
    const id = await addBatch(3);
    const [begun] = await entries(id);
    await em().execute('update batch_items set progress = 0.4 where id = ?', [begun?.item.id]);
    expect(await bare.queue.setOptions({ batches: [id] }, { language: 'de' })).toEqual({ changed: 2 });
    const rows = await em().execute<{ language: string }[]>(
      `select task_data -> 'options' ->> 'language' as language from batch_items order by position`,
    );
    expect(rows.map(({ language }) => language)).toEqual(['auto', 'de', 'de']);
  });

  it('is limited by its batch, until that limit is lifted', async () => {
    const id = await addBatch(5);
    const claim = async () =>
      (await em().transactional((tx) => claimItems(tx, 'me', ['preprocess'], 9))).length;
    expect(await bare.queue.setLimits([id], { workers: 2 })).toEqual({ changed: 5 });
    expect(await claim()).toBe(2);
    await bare.queue.setLimits([id], { workers: null, cpuLimitPercent: 100 });
    const rows = 'select worker_count, memory_limit_mb, cpu_limit_percent from batch_jobs';
    expect(await em().execute(rows)).toEqual([
      { worker_count: 64, memory_limit_mb: null, cpu_limit_percent: 100 },
    ]);
    await bare.queue.setLimits([id], { cpuLimitPercent: null });
    expect(await claim()).toBe(3);
  });

  it('is taken out of the queue, and the batch with its last recording', async () => {
    const id = await addBatch(2);
    const [first] = await entries(id);
    expect(await bare.queue.remove({ items: [first?.item.id ?? ''] })).toMatchObject({ changed: 1 });
    expect(await batch(id)).toMatchObject({ totalFiles: 1 });
    await bare.queue.remove({ batches: [id] });
    expect(await batch(id)).toBeUndefined();
    const [kept] = await em().execute<{ count: number }[]>('select count(*)::int as count from media_files');
    expect(kept?.count).toBe(2);
  });

  it('is put back where it was, with its batch, as long as that was not long ago', async () => {
    const id = await addBatch(3, 'Early');
    await addBatch(1, 'Late');
    const all = await entries(id);
    const [, second] = all;
    await bare.queue.prioritise({ items: [second?.item.id ?? ''] }, 3);
    const before = await entries(id);
    const one = await bare.queue.remove({ items: [second?.item.id ?? ''] });
    const rest = await bare.queue.remove({ batches: [id] });
    expect(await batch(id)).toBeUndefined();
    expect(await bare.queue.putBack(rest.removal ?? '')).toEqual({ changed: 2 });
    expect(await bare.queue.putBack(one.removal ?? '')).toEqual({ changed: 1 });
    expect(await entries(id)).toEqual(before);
    expect(await batch(id)).toMatchObject({ name: 'Early', totalFiles: 3, status: 'pending' });
    expect(await bare.queue.putBack(one.removal ?? '')).toEqual({ changed: 0 });
    for (let each = 0; each < 4; each += 1) await bare.queue.clearEnded();
    await expect(bare.queue.putBack(one.removal ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('begins anew when it is put back after it was begun', async () => {
    const id = await addBatch(1);
    const runner = await run({ preprocess: untilStopped });
    await expect.poll(() => states(id)).toEqual(['running']);
    const { removal } = await bare.queue.remove({ batches: [id] });
    await runner[Symbol.asyncDispose]();
    await bare.queue.putBack(removal ?? '');
    expect(await states(id)).toEqual(['waiting']);
    await run({ preprocess: done });
    await expect.poll(() => batch(id)).toMatchObject({ status: 'completed', processedFiles: 1 });
  });

  it('stops when it is taken out while it runs', async () => {
    const id = await addBatch(1);
    const stopped = Promise.withResolvers<void>();
    await run({
      preprocess: (work) => {
        work.signal.addEventListener('abort', () => stopped.resolve());
        return untilStopped(work);
      },
    });
    await expect.poll(() => states(id)).toEqual(['running']);
    await bare.queue.remove({ batches: [id] });
    await stopped.promise;
  });
});

import { describe, expect, it } from 'vitest';
import type { TraxEvent } from '../../shared/contract/events.ts';
import { bareQueue, done } from '../support/bareQueue.ts';

const bare = bareQueue();
const { addBatch, em, run, states } = bare;

describe('the stream of events', () => {
  /** Everything that is told from now on. */
  function hear(): TraxEvent[] {
    const heard: TraxEvent[] = [];
    const stop = new AbortController();
    bare.stack.defer(() => stop.abort());
    const listen = async () => {
      for await (const event of bare.events.subscribe(stop.signal)) heard.push(event);
    };
    listen().catch(() => undefined);
    return heard;
  }

  it('passes over what another program notified', async () => {
    const heard = hear();
    await em().execute(`select pg_notify('trax_events', 'not json')`);
    await bare.events.announce({ type: 'settings' });
    await expect.poll(() => heard).toEqual([{ type: 'settings' }]);
  });

  it('tells of an item only after its transaction, with its state', async () => {
    const heard = hear();
    const id = await addBatch(1);
    await run({ preprocess: done });
    await expect.poll(() => states(id)).toEqual(['done']);
    const told = () => heard.flatMap((event) => (event.type === 'item' ? [event.item.state] : []));
    await expect.poll(told).toContain('done');
    expect(told().at(-1)).toBe('done');
    await expect.poll(() => heard.filter((event) => event.type === 'batch').length).toBeGreaterThan(1);
    expect(heard).toContainEqual({ type: 'batch', id });
  });

  it('says nothing of a transaction that was rolled back', async () => {
    const heard = hear();
    await em()
      .transactional(async (tx) => {
        await bare.events.publish(tx, { type: 'settings' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await bare.events.announce({ type: 'model', name: 'last' });
    await expect.poll(() => heard).toContainEqual({ type: 'model', name: 'last' });
    expect(heard).not.toContainEqual({ type: 'settings' });
  });

  it('tells what is announced in its order, and the last of what is said twice', async () => {
    const heard = hear();
    const job = (done: number) => ({
      type: 'carry' as const,
      job: { kind: 'import' as const, path: '/x', stage: 'checking' as const, done, total: 99 },
    });
    const over = { type: 'carry' as const, job: null };
    for (let round = 0; round < 20; round++) {
      for (const event of [over, job(round), over]) void bare.events.announce(event);
    }
    await bare.events.announce({ type: 'settings' });
    await expect.poll(() => heard.at(-1)).toEqual({ type: 'settings' });
    expect(heard.at(-2)).toEqual(over);
    const progress = heard.flatMap((event) => (event.type === 'carry' && event.job ? [event.job.done] : []));
    expect(progress).toEqual(Array.from({ length: 20 }, (_, round) => round));
  });

  it('asks to look again where an event does not fit a notification', async () => {
    const heard = hear();
    await bare.events.announce({
      type: 'recordings',
      ids: Array.from({ length: 500 }, () => crypto.randomUUID()),
    });
    await expect.poll(() => heard).toEqual([{ type: 'everything' }]);
  });
});

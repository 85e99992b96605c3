import { describe, expect, it } from 'vitest';
import { claimItems, freeLeases, holdsLease, renewLeases } from '../../electron/core/queue/claims.ts';
import { bareQueue, untilStopped } from '../support/bareQueue.ts';

const bare = bareQueue();
const { addBatch, em, entries, run, states } = bare;

describe('a lease', () => {
  const claimOne = async (owner: string) =>
    (await em().transactional((tx) => claimItems(tx, owner, ['preprocess'], 1)))[0];

  it('is taken for several light items at once, in their order and within what their batches allow', async () => {
    const [first, second] = [await addBatch(5, 'First'), await addBatch(5, 'Second')];
    await em().execute('update batch_jobs set worker_count = 2 where id = ?', [first]);
    const place = new Map(
      [...(await entries(first)), ...(await entries(second))].map(({ item }, index) => [item.id, index]),
    );
    const claims = await em().transactional((tx) => claimItems(tx, 'me', ['preprocess'], 6));
    expect(claims.map(({ id }) => place.get(id))).toEqual([0, 1, 5, 6, 7, 8]);
  });

  it('gives an item to one claimant only, however many ask at once', async () => {
    const id = await addBatch(20);
    await em().execute('update batch_jobs set worker_count = 30 where id = ?', [id]);
    const claims = await Promise.all(Array.from({ length: 30 }, (_, n) => claimOne(`owner-${n}`)));
    const ids = claims.flatMap((claim) => (claim ? [claim.id] : []));
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('that ran out is free again, and a late result of its former owner is refused', async () => {
    await addBatch(1);
    const claim = await claimOne('frozen');
    await em().execute(`update batch_items set lease_until = now() - interval '1 second'`);
    expect(await freeLeases(em(), () => false)).toHaveLength(1);
    const again = await claimOne('awake');
    expect(again?.id).toBe(claim?.id);
    expect(await holdsLease(em(), claim?.id ?? '', 'frozen')).toBe(false);
  });

  it('of a core that is known to be dead is freed at once', async () => {
    await addBatch(1);
    await claimOne('dead');
    expect(await freeLeases(em(), (owner) => owner === 'dead')).toHaveLength(1);
  });

  it('is given back when the core closes, with the item as it was', async () => {
    const id = await addBatch(1);
    const runner = await run({ preprocess: untilStopped });
    await expect.poll(() => states(id)).toEqual(['running']);
    await runner[Symbol.asyncDispose]();
    expect(await states(id)).toEqual(['waiting']);
  });

  it('goes back when its core holds it without working on it, because a failure could not be stored', async () => {
    await addBatch(2);
    const [first, second] = await Promise.all([1, 2].map(() => claimOne('me')));
    expect(await renewLeases(em(), 'me', [first?.id ?? ''])).toEqual(new Set([first?.id]));
    const again = await claimOne('other');
    expect(again?.id).toBe(second?.id);
  });

  it('keeps a commit from happening once it is lost', async () => {
    const id = await addBatch(1);
    let outcome: unknown;
    await run({
      preprocess: async ({ claim, commit }) => {
        await em().execute(
          `update batch_items set status = 'pending', lease_owner = null, paused_at = now() where id = ?`,
          [claim.id],
        );
        outcome = await commit((tx) => tx.execute(`update media_files set title = 'late'`)).catch(
          (error) => error.code,
        );
        return { result: null };
      },
    });
    await expect.poll(() => outcome).toBe('CANCELLED');
    expect(await states(id)).toEqual(['paused']);
    expect((await entries(id))[0]?.title).not.toBe('late');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { claimItems, freeLeases, holdsLease, renewLeases } from '../../electron/core/queue/claims.ts';
import { endWell } from '../../electron/core/queue/endings.ts';
import { enqueue, enqueueNext } from '../../electron/core/queue/enqueue.ts';
import { createQueue, type Queue } from '../../electron/core/queue/queue.ts';
import { createRunner, type Handler, type Handlers, newOwner } from '../../electron/core/queue/runner.ts';
import type { TraxEvent } from '../../shared/contract/events.ts';
import type { QueueEntry } from '../../shared/contract/queue.ts';
import { TraxError } from '../../shared/errors.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { still } from '../support/surroundings.ts';

const options = {
  engine: 'whisper.cpp' as const,
  model: 'test',
  language: 'auto',
  translate: false,
  hints: [],
  previousTextAsPrompt: false,
};

let stack: AsyncDisposableStack;
let database: Database;
let events: Events;
let queue: Queue;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log: silentLog }));
  events = stack.use(await createEvents(database, silentLog));
  queue = createQueue(database, events);
});

afterEach(() => stack.disposeAsync());

/** A batch of recordings that exist only as rows. */
async function addBatch(count: number, name = 'Interviews'): Promise<string> {
  return database.orm.em.fork().transactional(async (em) => {
    const rows = await em.execute<{ id: string }[]>(
      `insert into media_files (file_path, file_name, file_size, download_status, duration_seconds)
       select '/' || ? || '/' || n || '.wav', n || '.wav', 1, 'completed', 60 from generate_series(1, ?::int) n returning id`,
      [name, count],
    );
    return enqueue(em, events, { name, recordingIds: rows.map((row) => row.id), options, priority: 0 });
  });
}

const done: Handler = async () => ({ result: null });
const untilStopped: Handler = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

async function run(handlers: Handlers, workerCount = 2) {
  return stack.use(
    await createRunner({
      database,
      events,
      handlers,
      surroundings: still(workerCount),
      owner: newOwner('here'),
      log: silentLog,
    }),
  );
}

async function entries(batchId: string): Promise<QueueEntry[]> {
  return (await queue.entries({ batchId, offset: 0, limit: 500 })).entries;
}

async function states(batchId: string): Promise<string[]> {
  return (await entries(batchId)).map((entry) => entry.item.state);
}

async function waitingForLocks(): Promise<number> {
  const rows = await database.orm.em
    .fork()
    .execute(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
  return rows.length;
}

async function batch(batchId: string) {
  return (await queue.batches(50)).find((candidate) => candidate.id === batchId);
}

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
              if (isOdd) throw new TraxError('NOT_FOUND', { what: 'recording', id: claim.recordingId });
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
      await database.orm.em
        .fork()
        .execute(`update batch_items set run_after = now() where status = 'retrying'`);
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
    await queue.pause({ items: [entry?.item.id ?? ''] });
    expect(await states(id)).toEqual(['paused']);
    await queue.resume({ items: [entry?.item.id ?? ''] });
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
    await queue.pause({ batches: [id] });
    await queue.resume({ batches: [id] });
    await queue.pause({ batches: [id] });
    await queue.resume({ batches: [id] });
    stop.resolve();
    await expect.poll(() => states(id)).toEqual(['done']);
    expect({ starts, most }).toEqual({ starts: 2, most: 1 });
  });

  it('pauses everything: nothing more is claimed until it is resumed', async () => {
    const id = await addBatch(4);
    await queue.pause({ everything: true });
    const runner = await run({ preprocess: done });
    await runner.wake();
    expect(await states(id)).toEqual(Array(4).fill('paused'));
    expect(await batch(id)).toMatchObject({ isPaused: true, status: 'paused' });
    await queue.resume({ everything: true });
    await expect.poll(() => batch(id)).toMatchObject({ status: 'completed', processedFiles: 4 });
  });

  it('resumes one item of a paused batch without waking the others', async () => {
    const id = await addBatch(3);
    await queue.pause({ batches: [id] });
    await run({ preprocess: done });
    const [first] = await entries(id);
    await queue.resume({ items: [first?.item.id ?? ''] });
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
    await queue.cancel({ items: [first?.item.id ?? ''] });
    expect(await states(id)).toEqual(['cancelled']);
    await runner[Symbol.asyncDispose]();
  });

  it('cancels a batch while an item of it is being completed', async () => {
    const id = await addBatch(1);
    const [claim] = await database.orm.em
      .fork()
      .transactional((tx) => claimItems(tx, 'me', ['preprocess'], 1));
    if (!claim) throw new Error('there was an item');
    let cancelling: Promise<unknown> | undefined;
    await database.orm.em.fork().transactional(async (tx) => {
      await holdsLease(tx, claim.id, 'me');
      cancelling = queue.cancel({ batches: [id] });
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
    await queue.cancel({ batches: [id] });
    expect(await states(id)).toEqual(['cancelled']);
    await expect.poll(() => stopped.mock.calls.length).toBe(1);
    expect(await batch(id)).toMatchObject({ failedFiles: 1, processedFiles: 0 });
    await queue.retry({ batches: [id] });
    await expect
      .poll(() => batch(id))
      .toMatchObject({ failedFiles: 0, processedFiles: 1, status: 'completed' });
  });

  it('gives what is urgent another priority, and the order within it stays', async () => {
    const [early, late] = [await addBatch(2, 'early'), await addBatch(2, 'late')];
    await queue.prioritise({ batches: [late] }, 20);
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
    await queue.cancel({ batches: [cancelled] });
    let isBroken = true;
    await run({
      preprocess: async () => {
        if (isBroken) throw new TraxError('MEDIA_UNREADABLE', { path: '/x' });
        return { result: null };
      },
    });
    await expect.poll(() => states(failed)).toEqual(['failed']);
    isBroken = false;
    expect(await queue.retry({ everything: true }, {}, true)).toEqual({ changed: 1 });
    await expect.poll(() => states(failed)).toEqual(['done']);
    expect(await states(cancelled)).toEqual(['cancelled']);
    const open = await addBatch(1, 'open');
    await queue.pause({ batches: [open] });
    await queue.clearEnded();
    expect((await queue.batches(50)).map(({ id }) => id)).toEqual([open]);
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
    await queue.retry({ batches: [id] }, { model: 'other' });
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
    expect(await queue.retryMissingModels(['test', 'other'], 'new')).toEqual({ changed: 2 });
    await expect.poll(() => states(id)).toEqual(['done', 'done']);
  });
});

it('a list knows the place of the first that has not ended', async () => {
  const id = await addBatch(3);
  const firstOpen = async () => (await queue.entries({ batchId: id, offset: 0, limit: 1 })).firstOpen;
  const places = [await firstOpen()];
  for (let each = 0; each < 3; each += 1) {
    await database.orm.em.fork().transactional(async (em) => {
      const [claim] = await claimItems(em, 'me', ['preprocess'], 1);
      if (claim) await endWell(em, [{ claim, result: null }]);
    });
    places.push(await firstOpen());
  }
  expect(places).toEqual([0, 1, 2, 3]);
});

describe('the order', () => {
  /** The ids of what waits, as it would be taken. */
  async function order(): Promise<string[]> {
    const rows = await database.orm.em
      .fork()
      .execute<{ id: string }[]>(
        `select id from batch_items where status = 'pending' order by priority desc, position, created_at, id`,
      );
    return rows.map(({ id }) => id);
  }

  it('is changed by putting items before, after, first and last', async () => {
    await addBatch(5);
    const [a = '', b = '', c = '', d = '', e = ''] = await order();
    await queue.move({ items: [e] }, { before: b });
    expect(await order()).toEqual([a, e, b, c, d]);
    await queue.move({ items: [a, c] }, { after: d });
    expect(await order()).toEqual([e, b, d, a, c]);
    await queue.move({ items: [c] }, 'first');
    await queue.move({ items: [e] }, 'last');
    expect(await order()).toEqual([c, b, d, a, e]);
  });

  it('has room between two items however often something is put there', async () => {
    await addBatch(3);
    const first = await order();
    for (let turn = 0; turn < 60; turn += 1) {
      const [top = '', , last = ''] = await order();
      await queue.move({ items: [last] }, { after: top });
    }
    expect(new Set(await order())).toEqual(new Set(first));
    const [row] = await database.orm.em
      .fork()
      .execute<{ places: number }[]>('select count(distinct position)::int as places from batch_items');
    expect(row?.places).toBe(3);
  });

  it('puts a whole batch before another, with its priority', async () => {
    const early = await addBatch(2, 'Early');
    const late = await addBatch(3, 'Late');
    await database.orm.em
      .fork()
      .execute('update batch_items set priority = 7 where batch_job_id = ?', [early]);
    const before = await order();
    await queue.move({ batches: [late] }, 'first');
    expect(await order()).toEqual([...before.slice(2), ...before.slice(0, 2)]);
  });

  it('says that there is no such place', async () => {
    await addBatch(1);
    const [only = ''] = await order();
    await expect(queue.move({ items: [only] }, { before: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('what has not run', () => {
  it('gets other settings, and what has begun keeps its own', async () => {
    const id = await addBatch(3);
    const em = database.orm.em.fork();
    const [begun] = await entries(id);
    await em.execute('update batch_items set progress = 0.4 where id = ?', [begun?.item.id]);
    expect(await queue.setOptions({ batches: [id] }, { language: 'de' })).toEqual({ changed: 2 });
    const rows = await em.execute<{ language: string }[]>(
      `select task_data -> 'options' ->> 'language' as language from batch_items order by position`,
    );
    expect(rows.map(({ language }) => language)).toEqual(['auto', 'de', 'de']);
  });

  it('is taken out of the queue, and the batch with its last recording', async () => {
    const id = await addBatch(2);
    const [first] = await entries(id);
    expect(await queue.remove({ items: [first?.item.id ?? ''] })).toEqual({ changed: 1 });
    expect(await batch(id)).toMatchObject({ totalFiles: 1 });
    await queue.remove({ batches: [id] });
    expect(await batch(id)).toBeUndefined();
    const [kept] = await database.orm.em
      .fork()
      .execute<{ count: number }[]>('select count(*)::int as count from media_files');
    expect(kept?.count).toBe(2);
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
    await queue.remove({ batches: [id] });
    await stopped.promise;
  });
});

describe('a lease', () => {
  const em = () => database.orm.em.fork();
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

describe('the stream of events', () => {
  /** Everything that is told from now on. */
  function hear(): TraxEvent[] {
    const heard: TraxEvent[] = [];
    const stop = new AbortController();
    stack.defer(() => stop.abort());
    const listen = async () => {
      for await (const event of events.subscribe(stop.signal)) heard.push(event);
    };
    listen().catch(() => undefined);
    return heard;
  }

  it('passes over what another program notified', async () => {
    const heard = hear();
    await database.orm.em.fork().execute(`select pg_notify('trax_events', 'not json')`);
    await events.announce({ type: 'settings' });
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
    const em = database.orm.em.fork();
    await em
      .transactional(async (tx) => {
        await events.publish(tx, { type: 'settings' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await events.announce({ type: 'model', name: 'last' });
    await expect.poll(() => heard).toContainEqual({ type: 'model', name: 'last' });
    expect(heard).not.toContainEqual({ type: 'settings' });
  });

  it('asks to look again where an event does not fit a notification', async () => {
    const heard = hear();
    await events.announce({
      type: 'recordings',
      ids: Array.from({ length: 500 }, () => crypto.randomUUID()),
    });
    await expect.poll(() => heard).toEqual([{ type: 'everything' }]);
  });
});

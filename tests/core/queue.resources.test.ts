import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFootprints } from '../../electron/core/computers/footprints.ts';
import { type Database, openDatabase } from '../../electron/core/database/database.ts';
import { createEvents, type Events } from '../../electron/core/events/events.ts';
import { placesOnly, type Situation } from '../../electron/core/queue/admission.ts';
import { claimItems } from '../../electron/core/queue/claims.ts';
import { createEndpoints } from '../../electron/core/queue/endpoints.ts';
import { enqueue, enqueueNext, taskDataSchema } from '../../electron/core/queue/enqueue.ts';
import { bearableOptions, stepDown } from '../../electron/core/queue/handlers/stepDown.ts';
import { createQueue, type Queue } from '../../electron/core/queue/queue.ts';
import { createRunner, type Handler, newOwner, type Work } from '../../electron/core/queue/runner.ts';
import type { EngineName } from '../../shared/contract/options.ts';
import type { TaskType } from '../../shared/contract/queue.ts';
import { TraxError } from '../../shared/errors.ts';
import { createTestDatabase } from '../support/database.ts';
import { silentLog as log } from '../support/log.ts';

let stack: AsyncDisposableStack;
let database: Database;
let events: Events;
let queue: Queue;
/** What the runner works on now, the oldest first, with the threads of each. */
let working: { name: string; threads: number; task: TaskType }[];
/** Lets the oldest of those end. */
let endOne: () => void;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  database = stack.use(await openDatabase({ dataFolder: '/nowhere', databaseUrl: url, log }));
  events = stack.use(await createEvents(database, log));
  queue = createQueue(database, events);
  working = [];
});
afterEach(() => stack.disposeAsync());

const em = () => database.orm.em.fork();

/** Recordings that are rows only, as transcriptions with a model. */
async function add(
  names: readonly string[],
  given: {
    model?: string;
    engine?: EngineName;
    memoryLimitMb?: number;
    task?: TaskType;
    computerId?: string;
  } = {},
) {
  const { model = 'medium', engine = 'whisper.cpp', memoryLimitMb, task = 'transcribe', computerId } = given;
  const options = {
    engine,
    model,
    language: 'auto',
    translate: false,
    hints: [],
    previousTextAsPrompt: false,
  };
  return em().transactional(async (tx) => {
    const rows = await tx.execute<{ id: string }[]>(
      `insert into media_files (file_path, file_name, file_size, download_status, sha256, computer_id)
       select '/talks/' || name, name, 1, 'completed', 'x', ? from jsonb_array_elements_text(?::jsonb) name returning id`,
      [computerId ?? null, JSON.stringify(names)],
    );
    const recordingIds = rows.map(({ id }) => id);
    const id = await enqueue(tx, events, {
      name: 'Talks',
      recordingIds,
      options,
      priority: 0,
      memoryLimitMb,
    });
    await tx.execute('update batch_items set task_type = ? where batch_job_id = ?', [task, id]);
    return id;
  });
}

const situation = (given: Partial<Situation>): Situation => ({ ...placesOnly(2), ...given });

/** A runner whose surroundings the test changes. */
async function run(first: Partial<Situation>, computer = 'here') {
  const surroundings = {
    now: situation(first),
    look: async () => undefined,
    leavesToOthers: async () => false,
  };
  const ends: (() => void)[] = [];
  endOne = () => ends.shift()?.();
  const handler: Handler = async ({ claim, signal }) => {
    const [row] = await em().execute<{ name: string }[]>(
      'select file_name as name from media_files where id = ?',
      [claim.recordingId],
    );
    const mine = { name: row?.name ?? '', threads: claim.threads, task: claim.task };
    working.push(mine);
    const end = Promise.withResolvers<void>();
    ends.push(end.resolve);
    signal.addEventListener('abort', () => end.reject(signal.reason));
    try {
      await end.promise;
    } finally {
      working.splice(working.indexOf(mine), 1);
      ends.splice(ends.indexOf(end.resolve), 1);
    }
    return {
      result: null,
      ...(claim.task === 'preprocess' && { finish: (tx) => enqueueNext(tx, claim, 'transcribe') }),
    };
  };
  const runner = stack.use(
    await createRunner({
      database,
      events,
      handlers: { preprocess: handler, transcribe: handler },
      surroundings,
      owner: newOwner(computer),
      log,
    }),
  );
  return async (next: Partial<Situation>) => {
    surroundings.now = situation(next);
    await runner.wake();
  };
}

const names = () => working.map(({ name }) => name);

describe('a change of what may be spent takes effect at once', () => {
  it('more places share the threads out anew; fewer put the youngest back', async () => {
    const four = { ...placesOnly(1).budget, threads: 4, cores: 4 };
    await add(['a', 'b', 'c']);
    const change = await run({ budget: four });
    await expect.poll(() => working).toMatchObject([{ name: 'a', threads: 4 }]);
    await change({ budget: { ...four, places: 2 } });
    await expect.poll(() => working).toMatchObject([{ threads: 2 }, { threads: 2 }]);
    expect(names().sort()).toEqual(['a', 'b']);
    await change({ budget: four });
    await expect.poll(() => working.length).toBe(1);
    expect(
      (await queue.entries({ batchId: await onlyBatch(), offset: 0, limit: 9 })).entries
        .map(({ item }) => item.state)
        .sort(),
    ).toEqual(['running', 'waiting', 'waiting']);
  });

  it('a hold stops what runs; without it everything goes on', async () => {
    await add(['a', 'b']);
    const change = await run({});
    await expect.poll(names).toEqual(['a', 'b']);
    await change({ hold: { reason: 'battery' } });
    await expect.poll(names).toEqual([]);
    await change({});
    await expect.poll(() => names().sort()).toEqual(['a', 'b']);
  });

  it('"after this one" finishes the recording with its next step and begins no other', async () => {
    await add(['a', 'b'], { task: 'preprocess' });
    const change = await run({ budget: placesOnly(1).budget });
    await expect.poll(() => working).toMatchObject([{ name: 'a', task: 'preprocess' }]);
    const stopped = { budget: placesOnly(1).budget, hold: { reason: 'stopped' as const } };
    await change(stopped);
    endOne();
    await expect.poll(() => working).toMatchObject([{ name: 'a', task: 'transcribe' }]);
    endOne();
    await expect.poll(async () => (await queue.batches(1))[0]?.processedFiles).toBe(1);
    await change(stopped);
    expect(working).toEqual([]);
    await change({ budget: placesOnly(1).budget });
    await expect.poll(names).toEqual(['b']);
  });
});

async function onlyBatch(): Promise<string> {
  return (await queue.batches(1))[0]?.id ?? '';
}

describe('memory', () => {
  const budget = { ...placesOnly(3).budget, memoryMb: 5000 };

  it('lets a second model in only where both fit by what was measured, and a smaller one pass', async () => {
    await add(['large', 'large too'], { model: 'large' });
    await add(['small'], { model: 'small' });
    await run({ budget, needs: { large: 3000, small: 1000 } });
    await expect.poll(names).toEqual(['large', 'small']);
    endOne();
    await expect.poll(() => names().sort()).toEqual(['large too', 'small']);
  });

  it('takes a model that was not measured for a fair share, and lets anything be tried alone', async () => {
    await add(['unknown', 'unknown too', 'huge'], { model: 'new' });
    await run({ budget: { ...budget, memoryMb: 4000, places: 2 }, needs: { new: 9000 } });
    await expect.poll(names).toEqual(['unknown']);
  });

  it('is bounded by what a batch allows as well', async () => {
    await add(['a', 'b'], { memoryLimitMb: 1500 });
    await add(['c']);
    await run({ budget, needs: { medium: 1000 } });
    await expect.poll(names).toEqual(['a', 'c']);
  });

  it('that ran out lets fewer of a model run at once', async () => {
    await add(['a', 'b'], { model: 'large' });
    await add(['c'], { model: 'small' });
    await run({ most: { large: 1 } });
    await expect.poll(names).toEqual(['a']);
  });
});

describe('an endpoint', () => {
  const budget = { ...placesOnly(1).budget, endpointPlaces: 2, ownEndpointPlaces: 2 };

  it('has places of its own, for all computers together', async () => {
    await add(['a', 'b', 'c'], { engine: 'openai' });
    await add(['local']);
    await run({ budget });
    await expect.poll(() => names().sort()).toEqual(['a', 'b', 'local']);
    const before = working.length;
    await run({ budget }, 'elsewhere');
    expect(working.length).toBe(before);
  });

  it('that asked one recording to wait is left alone by all, until then or until people wish otherwise', async () => {
    const endpoints = createEndpoints(database, events);
    const url = 'http://farm/v1';
    await endpoints.heed({ code: 'ENDPOINT_BUSY', details: { url, retryAfter: 600 } });
    await endpoints.heed({ code: 'ENDPOINT_BUSY', details: { url, retryAfter: 5 } });
    await endpoints.heed({ code: 'ENDPOINT_REFUSED', details: { url: 'http://other/v1' } });
    expect(await endpoints.waitOf(url)).toBeGreaterThan(500);
    expect(await endpoints.waitOf('http://other/v1')).toBe(0);
    expect(await endpoints.uses()).toMatchObject([{ url, blockedBy: 'busy', sentSeconds: 0 }]);
    await endpoints.unblock(url);
    expect(await endpoints.waitOf(url)).toBe(0);
  });

  it('is charged what was sent, by recording, by batch and in total, also when the recording is gone', async () => {
    const endpoints = createEndpoints(database, events);
    const batchId = await add(['a', 'b'], { engine: 'openai' });
    const { entries } = await queue.entries({ batchId, offset: 0, limit: 9 });
    for (const { item } of entries) await endpoints.sent(item.id, 'http://farm/v1', 30);
    expect((await queue.batches(1))[0]?.sentSeconds).toBe(60);
    await queue.remove({ batches: [batchId] });
    expect(await endpoints.uses()).toMatchObject([{ url: 'http://farm/v1', sentSeconds: 60 }]);
  });
});

describe("another computer's recordings", () => {
  const reach = { elsewhere: ['owner'], sharing: [] as string[], mapped: [] as string[] };

  it('are taken only where they can be read: shared, or in a folder that both reach', async () => {
    await add(['theirs'], { computerId: 'owner' });
    await add(['theirs, unread'], { computerId: 'owner', task: 'preprocess' });
    await add(['mine'], { computerId: 'here' });
    await add(['forgotten'], { computerId: 'long gone' });
    const budget = placesOnly(9).budget;
    const change = await run({ budget, reach });
    await expect.poll(names).toEqual(['mine', 'forgotten']);
    await change({ budget, reach: { ...reach, sharing: ['owner'] } });
    await expect.poll(names).toEqual(['mine', 'forgotten', 'theirs']);
    await change({ budget, reach: { ...reach, mapped: ['/talks/'] } });
    await expect.poll(names).toEqual(['mine', 'forgotten', 'theirs', 'theirs, unread']);
  });
});

describe('memory that runs out', () => {
  const outOfMemory = new TraxError('ENGINE_OUT_OF_MEMORY', { model: 'large' });

  /** An item that is worked on beside others, and what stepping down asks for. */
  async function begun(beside: number, allows: boolean) {
    const batchId = await add(['a'], { model: 'large' });
    const owner = newOwner('here');
    const [claim] = await em().transactional((tx) => claimItems(tx, owner, ['transcribe'], 1));
    if (!claim) throw new Error('there is one');
    const work: Work = {
      claim,
      signal: new AbortController().signal,
      commit: (change) => em().transactional(change),
      report: async () => undefined,
      tell: () => undefined,
      beside: () => beside,
    };
    const footprints = createFootprints(database, events, 'here');
    const needs = {
      footprints,
      allowsSmallerModel: async () => allows,
      smallerModel: async (model: string) => (model === 'large' ? 'small' : null),
    };
    const { options } = taskDataSchema.parse(claim.data);
    const item = async () => (await queue.entries({ batchId, offset: 0, limit: 9 })).entries[0]?.item;
    return { work, needs, footprints, options, item };
  }

  it('beside other recordings is remembered: fewer at once from now on, and this one is tried again', async () => {
    const { work, needs, footprints, options } = await begun(2, true);
    const failure = await stepDown(needs, work, options, outOfMemory);
    expect(failure).toMatchObject({ code: 'MEMORY_SHORT', passing: true, details: { atOnce: 2 } });
    expect((await footprints.load()).most).toEqual({ large: 2 });
    expect(await footprints.limits()).toMatchObject([{ model: 'large', mostAtOnce: 2, replacedBy: null }]);
    await footprints.forget('here', 'large');
    expect(await footprints.limits()).toEqual([]);
  });

  it('alone lets a smaller model take its place, where people allow it, and says so', async () => {
    const { work, needs, options, item } = await begun(0, true);
    const failure = await stepDown(needs, work, options, outOfMemory);
    expect(failure).toMatchObject({ code: 'MODEL_TOO_LARGE', details: { smaller: 'small' } });
    expect(await item()).toMatchObject({ replaces: 'large' });
    // The next recording with that model begins with the smaller one at once.
    expect(await bearableOptions(needs, work, options)).toEqual({ ...options, model: 'small' });
    const refusing = { ...needs, allowsSmallerModel: async () => false };
    expect(await bearableOptions(refusing, work, options)).toEqual(options);
  });

  it('alone fails for good where they do not, as does everything else', async () => {
    const { work, needs, options, item } = await begun(0, false);
    expect(await stepDown(needs, work, options, outOfMemory)).toBe(outOfMemory);
    const other = new Error('a bug');
    expect(await stepDown(needs, work, options, other)).toBe(other);
    expect(await item()).toMatchObject({ replaces: null });
  });
});

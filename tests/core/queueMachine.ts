import type { EntityManager } from '@mikro-orm/postgresql';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../electron/core/database/database.ts';
import type { Events } from '../../electron/core/events/events.ts';
import type { Claim } from '../../electron/core/queue/claimQuery.ts';
import { claimItems, freeLeases, holdsLease, renewLeases } from '../../electron/core/queue/claims.ts';
import { endBadly, endWell } from '../../electron/core/queue/endings.ts';
import { enqueue, enqueueNext } from '../../electron/core/queue/enqueue.ts';
import type { Queue } from '../../electron/core/queue/queue.ts';
import { endOfProcess } from '../../shared/endOfProcess.ts';
import { type ItemStatus, itemTransitions, mayFollow } from '../../shared/status.ts';
import { options } from '../support/bareQueue.ts';

/** An item as the tables hold it. */
export interface ItemRow {
  readonly id: string;
  readonly batch: string;
  readonly file: string;
  readonly task: string;
  readonly status: ItemStatus;
  readonly owner: string | null;
  readonly is_held: boolean;
  readonly is_paused: boolean;
  readonly is_cancelled: boolean;
  readonly is_due: boolean;
  readonly priority: number;
  /** How often a result of it was stored. */
  readonly results: number;
}

export interface BatchRow {
  readonly id: string;
  readonly status: string;
  readonly is_paused: boolean;
  readonly is_over: boolean;
  readonly total: number;
  readonly processed: number;
  readonly failed: number;
  readonly most: number;
}

export interface Rows {
  readonly items: ReadonlyMap<string, ItemRow>;
  readonly batches: ReadonlyMap<string, BatchRow>;
}

/** The real queue under test. */
export interface Machine {
  readonly database: Database;
  readonly events: Events;
  readonly queue: Queue;
}

/** What the test knows without looking: what each claimant believes to hold, and how many files there must be. */
export interface Known {
  readonly held: Map<string, Claim[]>;
  files: number;
}

export const tasks = ['preprocess', 'transcribe'] as const;

/** Everything that is in the queue, in the order in which it would be taken. */
export async function look({ database }: Machine): Promise<Rows> {
  const em = database.orm.em.fork();
  const items = await em.execute<ItemRow[]>(
    `select i.id, i.batch_job_id as batch, i.media_file_id as file, i.task_type as task, i.status, i.lease_owner as owner,
       i.lease_until is not null as is_held, i.paused_at is not null as is_paused, i.cancelled_at is not null as is_cancelled,
       coalesce(i.run_after <= now(), true) as is_due, i.priority, (select count(*)::int from results where item = i.id) as results
     from batch_items i order by i.priority desc, i.position, i.created_at, i.id`,
  );
  const batches = await em.execute<BatchRow[]>(
    `select id, status, paused_at is not null as is_paused, end_time is not null as is_over, total_files as total,
       processed_files as processed, failed_files as failed, worker_count as most from batch_jobs`,
  );
  return {
    items: new Map(items.map((row) => [row.id, row])),
    batches: new Map(batches.map((row) => [row.id, row])),
  };
}

/** What must be true of the queue at any moment. */
export function expectSound(rows: Rows, known: Known): void {
  const files = new Map<string, ItemRow[]>();
  for (const item of rows.items.values()) files.set(item.file, [...(files.get(item.file) ?? []), item]);
  expect(files.size, 'no file is lost').toBe(known.files);
  for (const item of rows.items.values()) {
    expect(item.is_held, 'who runs holds a lease, and nobody else').toBe(item.status === 'running');
    expect(item.owner !== null).toBe(item.status === 'running');
    expect(item.results, 'done once, or not').toBe(item.status === 'completed' ? 1 : 0);
    if (item.is_cancelled) expect(item.status).toBe('failed');
    if (item.is_paused) expect(item.status).not.toBe('running');
  }
  for (const batch of rows.batches.values()) {
    const own = [...files.values()].filter(([first]) => first?.batch === batch.id);
    const last = own.map((chain) => chain.find(({ task }) => task === 'transcribe') ?? chain[0]);
    const count = (status: ItemStatus) => last.filter((item) => item?.status === status).length;
    expect(batch).toMatchObject({
      total: own.length,
      processed: count('completed'),
      failed: count('failed'),
    });
    expect(batch.is_over).toBe(batch.processed + batch.failed === batch.total);
    expect(['completed', 'failed'].includes(batch.status)).toBe(batch.is_over);
    expect(count('running')).toBeLessThanOrEqual(batch.most);
  }
}

/** No item went anywhere but along its transitions. Both looks are a single change apart. */
export function expectTransitions(before: Rows, after: Rows): void {
  for (const item of after.items.values()) {
    const former = before.items.get(item.id);
    if (!former) expect(item.status).toBe('pending');
    else if (former.status !== item.status) {
      expect(
        mayFollow(itemTransitions, former.status, item.status),
        `${former.status} to ${item.status}`,
      ).toBe(true);
    }
  }
}

/** What a claimant would be given next, by the rules alone. */
export function nextByRules(rows: Rows): ItemRow | undefined {
  const running = (batch: string) =>
    [...rows.items.values()].filter((item) => item.batch === batch && item.status === 'running').length;
  return [...rows.items.values()].find((item) => {
    const batch = rows.batches.get(item.batch);
    const waits = item.status === 'pending' || item.status === 'retrying';
    const isFree = batch && !batch.is_paused && running(batch.id) < batch.most;
    return waits && isFree && !item.is_paused && !item.is_cancelled && item.is_due;
  });
}

export async function addFiles({ database, events }: Machine, count: number, priority: number, most: number) {
  await database.orm.em.fork().transactional(async (em) => {
    const rows = await em.execute<{ id: string }[]>(
      `insert into media_files (file_path, file_name, file_size, download_status, duration_seconds)
       select '/' || gen_random_uuid() || '.wav', n || '.wav', 1, 'completed', 60 from generate_series(1, ?::int) n
       returning id`,
      [count],
    );
    const recordingIds = rows.map(({ id }) => id);
    const id = await enqueue(em, events, { name: 'Talks', recordingIds, options, priority });
    await em.execute('update batch_jobs set worker_count = ? where id = ?', [most, id]);
  });
}

export function claim({ database }: Machine, owner: string, count: number): Promise<Claim[]> {
  return database.orm.em.fork().transactional((em) => claimItems(em, owner, tasks, count));
}

/** Ends an item as the runner does; false when the result was refused. */
export function end(
  { database }: Machine,
  owner: string,
  held: Claim,
  how: 'well' | 'passing' | 'final',
): Promise<boolean> {
  return database.orm.em.fork().transactional(async (em) => {
    if (!(await holdsLease(em, held.id, owner))) return false;
    if (how === 'well') {
      await em.execute('insert into results (item) values (?)', [held.id]);
      if (held.task === 'preprocess') await enqueueNext(em, held, 'transcribe');
      await endWell(em, [{ claim: held, result: null }]);
    } else {
      await endBadly(
        em,
        held,
        { code: 'WORKER_CRASHED', details: { reason: endOfProcess(1, null) } },
        how === 'passing',
      );
    }
    return true;
  });
}

export const heartbeat = ({ database }: Machine, owner: string, working: readonly string[]) =>
  renewLeases(database.orm.em.fork(), owner, working);

export const free = ({ database }: Machine, isDead: (owner: string) => boolean) =>
  freeLeases(database.orm.em.fork(), isDead);

/** As if the database's clock had jumped ahead by so many seconds, or back. */
export async function jump({ database }: Machine, seconds: number): Promise<void> {
  await database.orm.em.fork().execute(
    `update batch_items set lease_until = lease_until - make_interval(secs => ?),
       run_after = run_after - make_interval(secs => ?)`,
    [seconds, seconds],
  );
}

/** Empties the queue for the next run. */
export async function empty(em: EntityManager): Promise<void> {
  await em.execute('create table if not exists results (item uuid)');
  await em.execute('truncate results, batch_items, batch_jobs, media_files cascade');
}

/** A member of what is there, chosen by a number that knows nothing of it. */
export function pick<Thing>(things: Iterable<Thing>, number: number): Thing | undefined {
  const all = [...things];
  return all[number % Math.max(1, all.length)];
}

export const anyNumber = fc.nat({ max: 1000 });

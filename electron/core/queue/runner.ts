import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Stage, TaskType } from '../../../shared/contract/queue.ts';
import { type Failure, sentenceOf, TraxError, toFailure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { isProcessAlive } from '../processes.ts';
import { backoffSeconds } from './backoff.ts';
import { settleBatch } from './batches.ts';
import { queueChannel } from './channel.ts';
import {
  type Claim,
  claimNext,
  complete,
  failForGood,
  freeLeases,
  heldBy,
  holdsLease,
  renewLeases,
  retryLater,
} from './claims.ts';
import { publishItem } from './publishItem.ts';

/** How far an item is, as its handler knows it. */
export interface Progress {
  readonly stage: Stage;
  /** 0..1 */
  readonly progress: number;
  readonly secondsLeft: number | null;
  /** Seconds of recording per second of work. */
  readonly speed: number | null;
}

/** What a handler may do with the item that it works on. */
export interface Work {
  readonly claim: Claim;
  /** Aborted when the item is paused or cancelled, when its lease is lost, and when the core closes. */
  readonly signal: AbortSignal;
  /** Runs a transaction that commits only while the item is still ours; otherwise it throws CANCELLED. */
  commit<Result>(change: (em: EntityManager) => Promise<Result>): Promise<Result>;
  report(progress: Progress): Promise<void>;
}

/** What a handler leaves: its last changes, made in the transaction that completes the item. */
export interface Outcome {
  readonly result: unknown;
  finish?(em: EntityManager): Promise<void>;
}

/** One kind of work. A handler that throws a passing TraxError is tried again, any other failure is final. */
export type Handler = (work: Work) => Promise<Outcome>;
export type Handlers = Partial<Record<TaskType, Handler>>;

/** How often an idle queue looks by itself, for backoffs that have passed and leases that ran out. Milliseconds. */
const lookAgainAfter = 2_000;

/** Runs items from the queue, as many at a time as there are workers, until it is closed. */
export async function createRunner(options: {
  database: Database;
  events: Events;
  handlers: Handlers;
  workerCount: number;
  /** Tells this computer's processes from another's; see `computerId`. */
  computer: string;
  log: Log;
}) {
  const { database, events, handlers, workerCount, computer, log } = options;
  const owner = `${computer}/${process.pid}/${randomUUID()}`;
  const tasks = Object.keys(handlers) as TaskType[];
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();
  let isClosing = false;
  let turn = Promise.resolve();

  const transact = <T>(change: (em: EntityManager) => Promise<T>) =>
    database.orm.em.fork().transactional(change);

  /**
   * One look at the queue at a time, so that a burst of notifications claims in order; closing waits for the last one,
   * for a query that outlives its database hangs.
   */
  function inTurn(task: () => Promise<void>): Promise<void> {
    turn = turn
      .then(() => (isClosing ? undefined : task()))
      .catch((error) => log.warn('The queue could not be read', { error: String(error) }));
    return turn;
  }

  async function fillPlaces() {
    while (!isClosing && running.size < workerCount) {
      const claim = await transact(async (em) => {
        const next = await claimNext(em, owner, tasks);
        if (next) await settleBatch(em, events, next.batchId);
        return next;
      });
      if (!claim) return;
      start(claim);
    }
  }

  function start(claim: Claim) {
    const abort = new AbortController();
    const done = run(claim, abort.signal)
      .catch((error) => log.error('An item could not be brought to an end; its lease will run out', error))
      .finally(() => {
        running.delete(claim.id);
        void inTurn(fillPlaces);
      });
    running.set(claim.id, { abort, done });
  }

  async function run(claim: Claim, signal: AbortSignal) {
    const handler = handlers[claim.task];
    if (!handler) throw new Error(`No handler for ${claim.task}`);
    const commit: Work['commit'] = (change) =>
      transact(async (em) => {
        if (!(await holdsLease(em, claim.id, owner))) throw new TraxError('CANCELLED');
        return change(em);
      });
    const report: Work['report'] = (progress) =>
      commit(async (em) => {
        await em.execute(
          `update batch_items set stage = ?, progress = ?, seconds_left = ?, speed = ?, updated_at = now() where id = ?`,
          [progress.stage, Math.min(1, progress.progress), progress.secondsLeft, progress.speed, claim.id],
        );
        await publishItem(em, events, claim.id);
      });
    try {
      await transact((em) => publishItem(em, events, claim.id));
      const outcome = await handler({ claim, signal, commit, report });
      await commit(async (em) => {
        await outcome.finish?.(em);
        await complete(em, claim.id, outcome.result);
        await settleBatch(em, events, claim.batchId);
        await publishItem(em, events, claim.id);
      });
    } catch (error) {
      if (signal.aborted) return;
      await settleFailure(claim, toFailure(error), error instanceof TraxError && error.passing);
      if (!(error instanceof TraxError)) log.error('An item failed unexpectedly', error);
    }
  }

  async function settleFailure(claim: Claim, failure: Failure, isPassing: boolean) {
    await transact(async (em) => {
      if (!(await holdsLease(em, claim.id, owner))) return;
      const [row] = await em.execute<{ retry_count: number }[]>(
        'select retry_count from batch_items where id = ?',
        [claim.id],
      );
      const retries = row?.retry_count ?? claim.retryCount;
      const sentence = sentenceOf(failure);
      if (isPassing && retries < claim.maxRetries) {
        const asked = Number(failure.details.retryAfter ?? 0);
        const wait = backoffSeconds(retries + 1, Math.random(), asked);
        await retryLater(em, claim.id, wait, failure, sentence);
      } else {
        await failForGood(em, claim.id, failure, sentence);
      }
      await settleBatch(em, events, claim.batchId);
      await publishItem(em, events, claim.id);
    });
  }

  /** Stops what is no longer ours: paused, cancelled, removed, or given to another core. */
  function dropLost(stillOurs: Set<string>) {
    for (const [id, item] of running) if (!stillOurs.has(id)) item.abort.abort();
  }

  /** Whether a lease's owner was a core on this computer that is no longer there. */
  function isDeadHere(holder: string): boolean {
    const [where, pid] = holder.split('/');
    return where === computer && Number(pid) !== process.pid && !isProcessAlive(Number(pid));
  }

  async function tend() {
    const em = database.orm.em.fork();
    dropLost(await renewLeases(em, owner, [...running.keys()]));
    await freeLeases(em, isDeadHere);
    await fillPlaces();
  }

  async function letGo() {
    dropLost(await heldBy(database.orm.em.fork(), owner));
    await fillPlaces();
  }

  const listening = await database.listen(
    queueChannel,
    () => void inTurn(letGo),
    () => void inTurn(tend),
  );
  const timer = setInterval(() => void inTurn(tend), lookAgainAfter);
  await inTurn(tend);

  return {
    /** Looks for work now. */
    wake: () => inTurn(fillPlaces),
    /** Stops what runs; it goes back to the queue with everything that it stored. */
    async [Symbol.asyncDispose]() {
      isClosing = true;
      clearInterval(timer);
      await listening[Symbol.asyncDispose]();
      await turn;
      for (const item of running.values()) item.abort.abort();
      await Promise.all([...running.values()].map((item) => item.done));
      await freeLeases(database.orm.em.fork(), (holder) => holder === owner);
    },
  };
}

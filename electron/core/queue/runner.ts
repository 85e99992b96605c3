import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { TraxEvent } from '../../../shared/contract/events.ts';
import type { Stage, TaskType } from '../../../shared/contract/queue.ts';
import { type Failure, TraxError, toFailure } from '../../../shared/errors.ts';
import type { Database } from '../database/database.ts';
import { forgiving } from '../database/forgiving.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { isProcessAlive } from '../processes.ts';
import { gateOf, type Situation, toLetGo } from './admission.ts';
import { queueChannel } from './channel.ts';
import type { Claim } from './claimQuery.ts';
import { claimItems, freeLeases, heldBy, holdsLease, letGo, renewLeases } from './claims.ts';
import { createCompletions, type Outcome } from './completions.ts';
import { endBadly } from './endings.ts';
import { createNews } from './news.ts';

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
  /** Tells how the item stands after a commit, and what else has changed: soon, and together with other news. */
  tell(...besides: TraxEvent[]): void;
  /** How many other recordings this computer recognises at the moment. */
  readonly beside: () => number;
}

/** What decides how much may be worked on, as it was when this core last looked. */
export interface Surroundings {
  readonly now: Situation;
  /** Looks again. Throws only what the database throws. */
  look(owner: string): Promise<void>;
  /** Whether an item failed for want of something that this core is not expected to have; it goes back for others. */
  leavesToOthers(claim: Claim, failure: Failure): Promise<boolean>;
}

/** One kind of work. A handler that throws a passing TraxError is tried again, any other failure is final. */
export type Handler = (work: Work) => Promise<Outcome>;
export type Handlers = Partial<Record<TaskType, Handler>>;

/** How often an idle queue looks by itself, for backoffs that have passed and leases that ran out. Milliseconds. */
const lookAgainAfter = 2_000;
/** The same while there is nothing to do at all: an open application should cost nothing. What is added is told. Milliseconds. */
const lookAgainWhenQuiet = 10_000;

/** Makes the name under which a core of this computer holds its leases. */
export function newOwner(computer: string): string {
  return `${computer}/${process.pid}/${randomUUID()}`;
}

/** Runs items from the queue, as many at a time as the surroundings allow, until it is closed. */
export async function createRunner(options: {
  database: Database;
  events: Events;
  handlers: Handlers;
  surroundings: Surroundings;
  /** See `newOwner`. */
  owner: string;
  log: Log;
  /** Told whether something is being worked on, whenever that may have changed. */
  onWork?: (isThere: boolean) => void;
}) {
  const { database, events, handlers, surroundings, owner, log, onWork } = options;
  const [computer] = owner.split('/');
  const tasks = Object.keys(handlers) as TaskType[];
  const running = new Map<string, { claim: Claim; abort: AbortController; done: Promise<void> }>();
  /** Recordings that were worked on when it was last free to begin others. */
  const begun = new Set<string>();
  const news = createNews(database, events, log);
  const complete = createCompletions(database, owner);
  let isClosing = false;
  let turn = Promise.resolve();
  let looksNext = false;
  let isQuiet = false;
  let timer: NodeJS.Timeout | null = null;

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

  const held = () => [...running.values()].map(({ claim }) => claim);

  async function fillPlaces() {
    const situation = surroundings.now;
    const gateFor = (claimed: readonly Claim[]) => gateOf(situation, [...held(), ...claimed], [...begun]);
    if (!gateFor([])) return;
    const lost = [...running.keys()];
    const claims = await transact((em) =>
      claimItems(em, owner, tasks, Number.MAX_SAFE_INTEGER, lost, gateFor),
    );
    for (const claim of claims) start(claim);
  }

  function start(claim: Claim) {
    news.item(claim);
    begun.add(claim.recordingId);
    const abort = new AbortController();
    const done = run(claim, abort.signal)
      .catch((error) => log.error('An item could not be brought to an end; its lease will run out', error))
      .finally(() => {
        running.delete(claim.id);
        onWork?.(running.size > 0);
        void inTurn(fillPlaces);
      });
    running.set(claim.id, { claim, abort, done });
    onWork?.(true);
  }

  async function run(claim: Claim, signal: AbortSignal) {
    const handler = handlers[claim.task];
    if (!handler) throw new Error(`No handler for ${claim.task}`);
    const commit: Work['commit'] = (change) =>
      transact(async (em) => {
        if (!(await holdsLease(em, claim.id, owner))) throw new TraxError('CANCELLED');
        return change(em);
      });
    const tell: Work['tell'] = (...besides) => news.item(claim, besides);
    const report: Work['report'] = async ({ stage, progress, secondsLeft, speed }) => {
      // One statement: each item says several times what it is doing.
      const ours = await database.orm.em.fork().execute(
        `with calm as materialized (select ${forgiving})
         update batch_items set stage = ?, progress = ?, seconds_left = ?, speed = ?, updated_at = now()
         from calm where id = ? and lease_owner = ? and status = 'running' returning id`,
        [stage, Math.min(1, progress), secondsLeft, speed, claim.id, owner],
      );
      if (ours.length === 0) throw new TraxError('CANCELLED');
      tell();
    };
    const beside = () => held().filter((other) => !other.isRemote && other.id !== claim.id).length;
    try {
      const outcome = await handler({ claim, signal, commit, report, tell, beside });
      await complete(claim, outcome);
      news.ended(claim, outcome.news);
    } catch (error) {
      if (signal.aborted) return;
      const isPassing = error instanceof TraxError && error.passing;
      const failure = toFailure(error);
      if (await surroundings.leavesToOthers(claim, failure)) {
        await letGo(database.orm.em.fork(), owner, [claim.id]);
        return news.ended(claim);
      }
      await transact(async (em) => {
        if (await holdsLease(em, claim.id, owner)) await endBadly(em, claim, failure, isPassing);
      });
      news.ended(claim);
      if (!(error instanceof TraxError)) log.error('An item failed unexpectedly', error);
    }
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

  /** Looks how things stand, and stops what may not go on as it does. */
  async function adapt(em: EntityManager) {
    await surroundings.look(owner);
    const surplus = toLetGo(surroundings.now, held());
    const ids = surplus.map(({ id }) => id);
    if (ids.length > 0) await letGo(em, owner, ids);
    for (const item of surplus) news.ended(item);
    if (surroundings.now.hold?.reason === 'stopped') return;
    begun.clear();
    for (const claim of held()) begun.add(claim.recordingId);
  }

  async function tend() {
    const em = database.orm.em.fork();
    await adapt(em);
    dropLost(await renewLeases(em, owner, [...running.keys()]));
    for (const freed of await freeLeases(em, isDeadHere)) news.ended(freed);
    await fillPlaces();
    const [queue] = await em.execute<{ is_open: boolean }[]>(
      'select exists (select from batch_jobs where end_time is null and paused_at is null) as is_open',
    );
    isQuiet = running.size === 0 && queue?.is_open === false;
  }

  /** Tends the queue again and again, each time a while after the last. */
  function tendLater() {
    if (isClosing) return;
    timer = setTimeout(
      () => void inTurn(tend).finally(tendLater),
      isQuiet ? lookAgainWhenQuiet : lookAgainAfter,
    );
  }

  async function answer() {
    looksNext = false;
    dropLost(await heldBy(database.orm.em.fork(), owner));
    await fillPlaces();
  }

  /** However many notifications come at once, one look that begins after the last of them answers them all. */
  function hear() {
    if (looksNext) return;
    looksNext = true;
    void inTurn(answer);
  }

  const listening = await database.listen(queueChannel, hear, () => void inTurn(tend));
  await inTurn(tend);
  tendLater();

  return {
    /** Looks at once how things stand, because they may have changed. */
    wake: () => inTurn(tend),
    /** Stops what runs; it goes back to the queue with everything that it stored. */
    async [Symbol.asyncDispose]() {
      isClosing = true;
      if (timer) clearTimeout(timer);
      await listening[Symbol.asyncDispose]();
      await turn;
      for (const item of running.values()) item.abort.abort();
      await Promise.all([...running.values()].map((item) => item.done));
      for (const freed of await freeLeases(database.orm.em.fork(), (holder) => holder === owner))
        news.ended(freed);
      await news[Symbol.asyncDispose]();
    },
  };
}

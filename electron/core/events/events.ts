import type { EntityManager } from '@mikro-orm/postgresql';
import { EventPublisher } from '@orpc/server';
import { z } from 'zod';
import { type TraxEvent, traxEventSchema } from '../../../shared/contract/events.ts';
import type { Database } from '../database/database.ts';
import { forgiving } from '../database/forgiving.ts';
import type { Log } from '../host.ts';

const channel = 'trax_events';
/** PostgreSQL refuses a notification of 8,000 bytes or more. */
const longestPayload = 7_900;
/** A subscriber that is this many events behind loses the oldest: a page that stood still for hours. */
const mostWaiting = 10_000;

/** What comes as a notification may have been written by any program that uses the database. */
const payloadSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(traxEventSchema);

/** `before` is evaluated beside it, with a comma at its end. */
async function notify(em: EntityManager, all: readonly TraxEvent[], before = ''): Promise<void> {
  if (all.length === 0) return;
  // PostgreSQL tells what is said twice in a transaction once, in the place of the first; what counts is the last.
  const payloads = [...new Set(all.map(payloadOf).toReversed())].toReversed();
  await em.execute(
    `select ${before}pg_notify(?, payload)
     from jsonb_array_elements_text(?::jsonb) with ordinality given(payload, place) order by place`,
    [channel, JSON.stringify(payloads)],
  );
}

export type Events = Awaited<ReturnType<typeof createEvents>>;

/**
 * One stream of what has changed, carried by LISTEN and NOTIFY, so that every core on the same database sees
 * the same and nothing is told before its transaction is committed.
 */
export async function createEvents(database: Database, log: Log) {
  const publisher = new EventPublisher<{ event: TraxEvent }>();
  const listening = await database.listen(
    channel,
    (payload) => {
      const parsed = payloadSchema.safeParse(payload);
      if (parsed.success) publisher.publish('event', parsed.data);
      else log.warn('An event of another version was passed over', { length: payload.length });
    },
    () => publisher.publish('event', { type: 'everything' }),
  );

  /** Tells several things in this order, when and only when the transaction commits. */
  const publishAll = (transaction: EntityManager, all: readonly TraxEvent[]) => notify(transaction, all);

  /** What is told next; null while nothing waits. */
  let waiting: TraxEvent[] | null = null;
  let told = Promise.resolve();

  /** One statement after the other: two connections at once would tell the end of something before its beginning. */
  function announceAll(all: readonly TraxEvent[]): Promise<void> {
    if (waiting) {
      waiting.push(...all);
      return told;
    }
    const together = [...all];
    waiting = together;
    told = told.then(() => {
      waiting = null;
      return notify(database.orm.em.fork(), together, `${forgiving}, `).catch((error) =>
        log.warn('Events could not be told', { type: together[0]?.type, error: String(error) }),
      );
    });
    return told;
  }

  return {
    /** Tells everyone, when and only when the transaction commits. */
    publish: (transaction: EntityManager, event: TraxEvent) => publishAll(transaction, [event]),
    publishAll,

    /** Tells everyone, in this order, what is not stored in the database. Settles when it is told; closing waits for it. */
    announce: (event: TraxEvent) => announceAll([event]),
    announceAll,

    /** Every event from now on, until the signal is aborted. */
    subscribe(signal?: AbortSignal): AsyncIterable<TraxEvent> {
      return publisher.subscribe('event', { ...(signal && { signal }), maxBufferedEvents: mostWaiting });
    },

    /** Calls back for every event until the returned function is called. */
    onEvent(callback: (event: TraxEvent) => void): () => void {
      return publisher.subscribe('event', callback);
    },

    /** Tells those who hear this core only: for what the database cannot carry, because it is about the database. */
    tellHere(event: TraxEvent): void {
      publisher.publish('event', event);
    },

    async [Symbol.asyncDispose]() {
      await told;
      await listening[Symbol.asyncDispose]();
    },
  };
}

function payloadOf(event: TraxEvent): string {
  const payload = JSON.stringify(event);
  const fits = Buffer.byteLength(payload) <= longestPayload;
  return fits ? payload : JSON.stringify({ type: 'everything' } satisfies TraxEvent);
}

import type { TraxEvent } from '../../../shared/contract/events.ts';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { itemEvents } from './publishItems.ts';

/** Milliseconds in which news are gathered: short for a person, long for a queue that ends 300 items a second. */
const gatheringTime = 30;

/**
 * Tells how items and batches stand, a little after they changed. PostgreSQL commits transactions that notify one after
 * the other, each waiting for the disk; so the many small ones of a running queue do not, and one for all of them does.
 * What a crash leaves untold is found by whoever looks again.
 */
export function createNews(database: Database, events: Events, log: Log) {
  const items = new Set<string>();
  const batches = new Set<string>();
  let further: TraxEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let telling = Promise.resolve();

  async function tell() {
    timer = null;
    const told = { items: [...items], batches: [...batches], further };
    items.clear();
    batches.clear();
    further = [];
    if (told.items.length === 0) return;
    const moved = await itemEvents(database.orm.em.fork(), told.items);
    const counted = told.batches.map((id) => ({ type: 'batch' as const, id }));
    await events.announceAll([...moved, ...counted, ...told.further]);
  }

  function tellInTurn() {
    telling = telling
      .then(tell)
      .catch((error) => log.warn('News could not be told', { error: String(error) }));
    return telling;
  }

  function item(changed: { id: string }, besides: readonly TraxEvent[] = []) {
    items.add(changed.id);
    further.push(...besides);
    timer ??= setTimeout(tellInTurn, gatheringTime);
  }

  return {
    /** An item has moved, and what else that means. */
    item,
    /** An item has ended, for now or for good, which its batch counts. */
    ended(changed: { id: string; batchId: string }, besides: readonly TraxEvent[] = []) {
      batches.add(changed.batchId);
      item(changed, besides);
    },
    /** Tells what is left. */
    async [Symbol.asyncDispose]() {
      if (timer) clearTimeout(timer);
      await tellInTurn();
    },
  };
}

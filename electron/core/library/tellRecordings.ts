import type { EntityManager } from '@mikro-orm/postgresql';
import type { Events } from '../events/events.ts';

/** Tells that recordings have changed, inside the transaction that changes them. */
export async function tellRecordings(
  em: EntityManager,
  events: Events,
  ids: readonly string[],
): Promise<void> {
  // Beyond what fits one notification it is cheaper to look again.
  await events.publish(
    em,
    ids.length <= 100 ? { type: 'recordings', ids: [...ids] } : { type: 'everything' },
  );
}

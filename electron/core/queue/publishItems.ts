import type { EntityManager } from '@mikro-orm/postgresql';
import type { TraxEvent } from '../../../shared/contract/events.ts';
import type { Item } from '../../../shared/contract/queue.ts';
import type { Events } from '../events/events.ts';
import { uuidArray } from './channel.ts';
import { itemColumns, parseItem } from './itemRow.ts';

/** Tells everyone how items stand now, once the transaction commits. */
export async function publishItems(
  em: EntityManager,
  events: Events,
  itemIds: readonly string[],
): Promise<void> {
  await events.publishAll(em, await itemEvents(em, itemIds));
}

/** How items stand now, without their developers' traces. Nothing of those that were removed. */
export async function itemEvents(em: EntityManager, itemIds: readonly string[]): Promise<TraxEvent[]> {
  const rows = await em.execute<unknown[]>(
    `select ${itemColumns} from batch_items i join batch_jobs b on b.id = i.batch_job_id where i.id = any(?::uuid[])`,
    [uuidArray(itemIds)],
  );
  return rows.map((row) => ({ type: 'item', item: withoutTrace(parseItem(row)) }));
}

function withoutTrace(item: Item): Item {
  return item.failure ? { ...item, failure: { ...item.failure, trace: undefined } } : item;
}

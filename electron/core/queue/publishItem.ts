import type { EntityManager } from '@mikro-orm/postgresql';
import type { Item } from '../../../shared/contract/queue.ts';
import type { Events } from '../events/events.ts';
import { itemColumns, parseItem } from './itemRow.ts';

/** Tells everyone how an item stands now, without its developers' trace. Nothing when it was removed. */
export async function publishItem(em: EntityManager, events: Events, itemId: string): Promise<void> {
  const [row] = await em.execute(
    `select ${itemColumns} from batch_items i join batch_jobs b on b.id = i.batch_job_id where i.id = ?`,
    [itemId],
  );
  if (row) await events.publish(em, { type: 'item', item: withoutTrace(parseItem(row)) });
}

function withoutTrace(item: Item): Item {
  return item.failure ? { ...item, failure: { ...item.failure, trace: undefined } } : item;
}

import type { EntityManager } from '@mikro-orm/postgresql';

/** Notified when something may be claimed or must be let go. */
export const queueChannel = 'trax_queue';

/** Makes every core look at the queue once the transaction commits. */
export async function wakeQueue(em: EntityManager): Promise<void> {
  await em.execute(`select pg_notify(?, '')`, [queueChannel]);
}

/** PostgreSQL's text form of a list of uuids (which need no quoting). */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

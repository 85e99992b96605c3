import type { EntityManager } from '@mikro-orm/postgresql';
import { commandLock } from '../database/locks.ts';

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

/** PostgreSQL's text form of a list of texts. */
export function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

/**
 * Lets one command at a time change many items: each locks them as it finds them, and two at once would wait for each
 * other. Held until the transaction ends; claims and endings do not wait for it.
 */
export async function holdCommands(em: EntityManager): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(?, ?)', commandLock);
}

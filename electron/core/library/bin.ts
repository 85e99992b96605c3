import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/database.ts';
import type { Events } from '../events/events.ts';
import type { Log } from '../host.ts';
import { uuidArray } from '../queue/channel.ts';
import { cancel, pause as pauseItems, retry } from '../queue/commands.ts';

/** Milliseconds between two looks for what has been in the bin for long enough. */
const lookEvery = 6 * 3600_000;

/** Puts recordings into the bin; work on them is given up. Gives how many were not there before. */
export async function putIntoBin(em: EntityManager, events: Events, ids: readonly string[]): Promise<number> {
  const open = await em.execute<{ id: string }[]>(
    `select id from batch_items where media_file_id = any(?::uuid[]) and status in ('pending', 'running', 'retrying')`,
    [uuidArray(ids)],
  );
  if (open.length > 0) await cancel(em, events, { items: open.map(({ id }) => id) });
  const moved = await em.execute(
    `update media_files set deleted_at = now(), updated_at = now()
     where id = any(?::uuid[]) and deleted_at is null returning 1`,
    [uuidArray(ids)],
  );
  return moved.length;
}

/** Takes recordings out of the bin; work that was given up for it goes on, or is paused as it was. Gives how many were in it. */
export async function takeFromBin(
  em: EntityManager,
  events: Events,
  ids: readonly string[],
): Promise<number> {
  // One transaction has one time: what was cancelled at another was cancelled by a person.
  const givenUp = await em.execute<
    { id: string; batch_id: string; is_paused: boolean; in_paused: boolean }[]
  >(
    `select i.id, b.id as batch_id, i.paused_at is not null as is_paused, b.paused_at is not null as in_paused
     from batch_items i join batch_jobs b on b.id = i.batch_job_id join media_files m on m.id = i.media_file_id
     where m.id = any(?::uuid[]) and i.status = 'failed' and i.cancelled_at = m.deleted_at`,
    [uuidArray(ids)],
  );
  const moved = await em.execute(
    `update media_files set deleted_at = null, updated_at = now()
     where id = any(?::uuid[]) and deleted_at is not null returning 1`,
    [uuidArray(ids)],
  );
  if (givenUp.length > 0) await retry(em, events, { items: givenUp.map(({ id }) => id) });
  const items = givenUp.filter((item) => item.is_paused).map(({ id }) => id);
  if (items.length > 0) await pauseItems(em, events, { items });
  const batches = [...new Set(givenUp.filter((item) => item.in_paused).map((item) => item.batch_id))];
  if (batches.length > 0) await pauseItems(em, events, { batches });
  return moved.length;
}

/** What has been in the bin for so many days; all of it for 0. */
export async function inBinFor(em: EntityManager, days: number): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from media_files where deleted_at <= now() - ? * interval '1 day' order by deleted_at, id`,
    [days],
  );
  return rows.map(({ id }) => id);
}

/** Empties the bin of what is old enough, now and every few hours, until disposed. `days` 0 means never. */
export function keepBinShort(needs: {
  readonly database: Database;
  readonly log: Log;
  days(): Promise<number>;
  remove(ids: readonly string[]): Promise<{ removed: number }>;
}): AsyncDisposable {
  const { database, log, days, remove } = needs;
  const closing = new AbortController();
  async function look(): Promise<void> {
    const limit = await days();
    if (limit === 0) return;
    const ids = await inBinFor(database.orm.em.fork(), limit);
    if (ids.length === 0) return;
    const { removed } = await remove(ids);
    log.info('The bin was emptied of what is old', { removed, days: limit });
  }
  async function keepLooking(): Promise<void> {
    for (;;) {
      await look().catch((error: unknown) => log.warn('The bin was not emptied', { error: String(error) }));
      await pause(lookEvery, undefined, { signal: closing.signal, ref: false });
    }
  }
  const looking = keepLooking().catch((error: unknown) => {
    if (!closing.signal.aborted) log.error('Nobody empties the bin any more', error);
  });
  return {
    async [Symbol.asyncDispose]() {
      closing.abort();
      await looking;
    },
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { QueuePlace, QueueTarget } from '../../../shared/contract/queue.ts';
import { TraxError } from '../../../shared/errors.ts';
import { say } from '../../../shared/sentences.ts';
import type { Events } from '../events/events.ts';
import { holdCommands, uuidArray, wakeQueue } from './channel.ts';
import { scopeOf } from './commands.ts';
import { queueOrder } from './itemRow.ts';

/** Positions are exact numbers, as text: JavaScript's would run out of room between two. */
interface Gap {
  readonly priority: number;
  readonly lower: string | null;
  readonly upper: string | null;
}

/** What has not ended takes part in the order. */
const isOpen = `i.status in ('pending', 'running', 'retrying')`;

/**
 * Puts what has not ended in another place of the queue, in the order that it has among itself, and with the priority of that
 * place. Throws NOT_FOUND when there is no such place. Gives how many items moved.
 */
export async function move(
  em: EntityManager,
  events: Events,
  target: QueueTarget,
  place: QueuePlace,
): Promise<number> {
  const [scope, ids] = scopeOf(target);
  await holdCommands(em);
  const chosen = await em.execute<{ id: string; batch_job_id: string }[]>(
    `with held as (select i.id from batch_items i where ${isOpen} and ${scope} order by i.id for update)
     select i.id, i.batch_job_id from batch_items i join held on held.id = i.id order by ${queueOrder}`,
    ids,
  );
  const anchor = typeof place === 'string' ? null : 'before' in place ? place.before : place.after;
  const moved = chosen.filter(({ id }) => id !== anchor);
  const others = uuidArray(moved.map(({ id }) => id));
  const gap = await (typeof place === 'string' ? gapAtEnd(em, place, others) : gapBeside(em, place, others));
  if (!gap || moved.length === 0) return 0;
  const { priority, lower, upper } = gap;
  // Hundredths for fewer than a hundred items, and so on: a fraction that is exact, however often it is divided again.
  const step = `0.${'0'.repeat(String(moved.length).length - 1)}1`;
  await em.execute(
    `update batch_items i set priority = ?, updated_at = now(),
       position = gap.lower + (gap.upper - gap.lower) * given.place * ?::numeric
     from unnest(?::uuid[]) with ordinality as given(id, place),
       (select coalesce(?::numeric, ?::numeric - 1) as lower, coalesce(?::numeric, ?::numeric + 1) as upper) gap
     where i.id = given.id`,
    [priority, step, others, lower, upper, upper, lower],
  );
  const batches = new Set(moved.map((row) => row.batch_job_id));
  await events.publishAll(
    em,
    [...batches].map((id) => ({ type: 'batch', id })),
  );
  await wakeQueue(em);
  return moved.length;
}

/** Gives what has not ended another priority. Gives how many items that concerned. */
export async function prioritise(
  em: EntityManager,
  events: Events,
  target: QueueTarget,
  priority: number,
): Promise<number> {
  const [scope, ids] = scopeOf(target);
  await holdCommands(em);
  const changed = await em.execute<{ batch_job_id: string }[]>(
    `with held as (select i.id from batch_items i where ${isOpen} and ${scope} order by i.id for update)
     update batch_items i set priority = ?, updated_at = now() from held where held.id = i.id returning i.batch_job_id`,
    [...ids, priority],
  );
  const batches = new Set(changed.map((row) => row.batch_job_id));
  await events.publishAll(
    em,
    [...batches].map((id) => ({ type: 'batch', id })),
  );
  await wakeQueue(em);
  return changed.length;
}

async function gapBeside(
  em: EntityManager,
  place: { before: string } | { after: string },
  moved: string,
): Promise<Gap> {
  const id = 'before' in place ? place.before : place.after;
  const others = `from batch_items i where ${isOpen} and i.priority = anchor.priority and i.id <> all(?::uuid[])`;
  const [lower, upper] =
    'before' in place
      ? [`(select max(i.position) ${others} and i.position < anchor.position)`, 'anchor.position']
      : ['anchor.position', `(select min(i.position) ${others} and i.position > anchor.position)`];
  const [gap] = await em.execute<Gap[]>(
    `select anchor.priority, ${lower}::text as lower, ${upper}::text as upper from batch_items anchor where anchor.id = ?`,
    [moved, id],
  );
  if (!gap) throw new TraxError('NOT_FOUND', { what: say('thing.item'), id });
  return gap;
}

/** Null when there is nothing else. */
async function gapAtEnd(em: EntityManager, end: 'first' | 'last', moved: string): Promise<Gap | null> {
  const [outermost, edge] = end === 'first' ? ['desc', 'min'] : ['asc', 'max'];
  const [found] = await em.execute<{ priority: number; edge: string }[]>(
    `select i.priority, ${edge}(i.position)::text as edge from batch_items i where ${isOpen} and i.id <> all(?::uuid[])
     group by i.priority order by i.priority ${outermost} limit 1`,
    [moved],
  );
  if (!found) return null;
  return end === 'first'
    ? { priority: found.priority, lower: null, upper: found.edge }
    : { priority: found.priority, lower: found.edge, upper: null };
}

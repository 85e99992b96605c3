import type { EntityManager } from '@mikro-orm/postgresql';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { QueueTarget } from '../../../shared/contract/queue.ts';
import { storableJson } from '../database/storable.ts';
import type { Events } from '../events/events.ts';
import { settleBatch } from './batches.ts';
import { holdCommands, uuidArray, wakeQueue } from './channel.ts';
import { publishItems } from './publishItems.ts';

type Change = (em: EntityManager, events: Events, target: QueueTarget) => Promise<number>;

/** Pauses what has not ended. A running item goes back to `pending` at once; its core lets go when it is notified. */
export const pause: Change = async (em, events, target) => {
  const changed = await change(
    em,
    target,
    `set paused_at = now(), status = case when i.status = 'running' then 'pending' else i.status end`,
    `i.status in ('pending', 'running', 'retrying') and i.paused_at is null`,
  );
  await markBatches(em, target, 'set paused_at = now() where b.paused_at is null and b.end_time is null');
  return announce(em, events, target, changed);
};

/** Lets paused items go on. */
export const resume: Change = async (em, events, target) => {
  const changed = await change(
    em,
    target,
    'set paused_at = null',
    `i.status in ('pending', 'retrying') and i.paused_at is not null`,
  );
  // An item cannot run in a paused batch: resuming one lifts the batch's own pause but keeps its other items paused,
  // since each was paused by itself as well.
  const batches =
    'items' in target ? { batches: [...new Set(changed.map((row) => row.batch_job_id))] } : target;
  if (!('batches' in batches) || batches.batches.length > 0) {
    await markBatches(em, batches, 'set paused_at = null where b.paused_at is not null');
  }
  return announce(em, events, batches, changed);
};

/** Ends what has not ended; what was stored is kept, also whether it was paused: the bin gives it back as it was. */
export const cancel: Change = async (em, events, target) => {
  const changed = await change(
    em,
    target,
    `set cancelled_at = now(), status = 'failed', completed_at = now(), failure = null, error_message = null`,
    `i.status in ('pending', 'running', 'retrying')`,
  );
  await markBatches(
    em,
    target,
    'set cancelled_at = now() where b.cancelled_at is null and b.end_time is null',
  );
  return announce(em, events, target, changed);
};

/** Puts failed and, unless `failedOnly`, cancelled items back, with other options if given. */
export async function retry(
  em: EntityManager,
  events: Events,
  target: QueueTarget,
  options?: Partial<TranscribeOptions>,
  failedOnly = false,
): Promise<number> {
  const changed = await change(
    em,
    target,
    `set status = 'pending', cancelled_at = null, paused_at = null, retry_count = 0, failure = null,
       error_message = null, run_after = null, completed_at = null,
       task_data = jsonb_set(i.task_data - 'replaces', '{options}', coalesce(i.task_data -> 'options', '{}') || ?::jsonb)`,
    `i.status = 'failed'${failedOnly ? ' and i.cancelled_at is null' : ''}`,
    [storableJson(options ?? {})],
  );
  const batches = [...new Set(changed.map((row) => row.batch_job_id))];
  if (batches.length > 0) {
    await markBatches(em, { batches }, 'set paused_at = null, cancelled_at = null, end_time = null');
  }
  await retryAfterwards(em, events, target);
  return announce(em, events, target, changed);
}

/** Makes due again what should have followed and failed: files that were not written, somebody who was not told. */
async function retryAfterwards(em: EntityManager, events: Events, target: QueueTarget): Promise<void> {
  const [scope, ids] = scopeOf(target);
  const batches = await em.execute<{ id: string }[]>(
    `with due as (
       update batch_items i set exported_at = null, export_failure = null, updated_at = now()
       where i.export_failure is not null and ${scope} returning i.batch_job_id)
     update batch_jobs b set told_at = null, tell_failure = null, updated_at = now()
     where b.id in (select batch_job_id from due)
       or b.tell_failure is not null and b.id in (select i.batch_job_id from batch_items i where ${scope})
     returning b.id`,
    [...ids, ...ids],
  );
  await events.publishAll(
    em,
    batches.map(({ id }) => ({ type: 'batch', id })),
  );
}

/** Changes how what has not begun will be transcribed; what has begun or ended stays as it is. */
export async function setOptions(
  em: EntityManager,
  events: Events,
  target: QueueTarget,
  options: Partial<TranscribeOptions>,
): Promise<number> {
  const changed = await change(
    em,
    target,
    `set task_data = jsonb_set(i.task_data - 'replaces', '{options}', coalesce(i.task_data -> 'options', '{}') || ?::jsonb)`,
    `i.status in ('pending', 'retrying') and i.progress = 0`,
    [storableJson(options)],
  );
  return announce(em, events, target, changed);
}

type Changed = { id: string; batch_job_id: string }[];

/**
 * Changes items, and with an item whatever its file's chain has come to meanwhile. An item that another core completes
 * at this moment is waited for, and its successor is not yet visible to the statement that waited: the second run sees it.
 */
async function change(
  em: EntityManager,
  target: QueueTarget,
  set: string,
  where: string,
  params: unknown[] = [],
) {
  const [scope, ids] = scopeOf(target);
  // In the order of their ids, so that two commands at once wait for each other instead of blocking each other.
  const statement = `with chosen as (select i.id from batch_items i where ${where} and ${scope} order by i.id for update)
     update batch_items i ${set}, lease_owner = null, lease_until = null, updated_at = now()
     from chosen where i.id = chosen.id returning i.id, i.batch_job_id`;
  await holdCommands(em);
  const first = await em.execute<Changed>(statement, [...ids, ...params]);
  const second = await em.execute<Changed>(statement, [...ids, ...params]);
  return [...new Map([...first, ...second].map((row) => [row.id, row])).values()];
}

/** The items (`i`) that a target means, as a condition and its parameters. An item means its file's whole chain. */
export function scopeOf(target: QueueTarget): [string, string[]] {
  if ('items' in target) {
    const chains = `select batch_job_id, media_file_id from batch_items where id = any(?::uuid[])`;
    return [`(i.batch_job_id, i.media_file_id) in (${chains})`, [uuidArray(target.items)]];
  }
  if ('batches' in target) return ['i.batch_job_id = any(?::uuid[])', [uuidArray(target.batches)]];
  return ['true', []];
}

async function markBatches(em: EntityManager, target: QueueTarget, set: string) {
  if ('items' in target) return;
  const [scope, ids] =
    'batches' in target ? ['b.id = any(?::uuid[])', [uuidArray(target.batches)]] : ['true', []];
  const joined = set.includes(' where ') ? `${set} and ${scope}` : `${set} where ${scope}`;
  await em.execute(`update batch_jobs b ${joined}`, ids);
}

async function announce(
  em: EntityManager,
  events: Events,
  target: QueueTarget,
  changed: Changed,
): Promise<number> {
  const batches = new Set(changed.map((row) => row.batch_job_id));
  if ('batches' in target) for (const id of target.batches) batches.add(id);
  for (const id of [...batches].sort()) await settleBatch(em, events, id);
  // Beyond a handful it is cheaper for everyone to look again than to be told one by one.
  if (changed.length <= 50) {
    const ids = changed.map(({ id }) => id);
    await publishItems(em, events, ids);
  } else await events.publish(em, { type: 'everything' });
  await wakeQueue(em);
  return changed.length;
}

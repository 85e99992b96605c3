import type { QueueTarget } from '../../../../shared/contract/queue.ts';
import { TraxError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/sentences.ts';
import type { Client } from '../context.ts';
import { everyEntry } from './everyEntry.ts';

/**
 * What ids, or the first characters of ids, mean: batches, and recordings in them as `trax batch show` lists them. Throws
 * NOT_FOUND, INVALID_INPUT.
 */
export async function findTargets(client: Client, ids: readonly string[]): Promise<QueueTarget[]> {
  const batches = (await client.queue.batches({ limit: 200 })).map(({ id }) => id);
  const wanted = ids.map((id) => ({ id, batch: oneOf(batches, id) }));
  const items = wanted.some(({ batch }) => batch === null) ? await itemsOf(client, batches) : [];
  const found = wanted.map(({ id, batch }) => ({ batch, item: batch ?? findItem(items, id) }));
  const ofBatches = found.flatMap(({ batch }) => batch ?? []);
  const ofItems = found.flatMap(({ batch, item }) => (batch ? [] : item));
  return [
    ...(ofBatches.length > 0 ? [{ batches: ofBatches }] : []),
    ...(ofItems.length > 0 ? [{ items: ofItems }] : []),
  ];
}

/** The recording in the queue that an id, or the first characters of one, means. Throws NOT_FOUND, INVALID_INPUT. */
export async function findQueued(client: Client, id: string): Promise<string> {
  const batches = (await client.queue.batches({ limit: 200 })).map((batch) => batch.id);
  return findItem(await itemsOf(client, batches), id);
}

async function itemsOf(client: Client, batches: readonly string[]): Promise<string[]> {
  const entries = await Promise.all(batches.map((id) => everyEntry(client, id)));
  return entries.flat().map(({ item }) => item.id);
}

function findItem(items: readonly string[], id: string): string {
  const found = oneOf(items, id);
  if (!found) throw new TraxError('NOT_FOUND', { what: say('thing.batchOrRecording'), id });
  return found;
}

/** Null where none begins so. */
function oneOf(all: readonly string[], id: string): string | null {
  const [only, another] = all.filter((each) => each.startsWith(id.toLowerCase()));
  if (another) throw new TraxError('INVALID_INPUT', { reason: say('reason.severalBegin', { id }) });
  return only ?? null;
}

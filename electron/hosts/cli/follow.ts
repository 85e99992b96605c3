import type { Recording } from '../../../shared/contract/library.ts';
import type { Item } from '../../../shared/contract/queue.ts';
import { TraxError } from '../../../shared/errors.ts';
import { type Client, untilAborted } from './context.ts';

/** Milliseconds between two looks at everything, in case an event was missed. */
const lookAgainAfter = 2000;

/** What happens to recordings that are followed. */
export interface Following {
  onProgress(recording: Recording, item: Item): void;
  /** Called once for each, when its work has ended: done, failed or cancelled. */
  onEnd(recording: Recording, item: Item): Promise<void>;
}

/**
 * Follows recordings until the work on each has ended or the signal is aborted. `begin` is called when nothing can be missed
 * any more and gives the recordings. Says which have not ended.
 */
export async function follow(
  client: Client,
  begin: () => Promise<readonly Recording[]>,
  following: Following,
  signal: AbortSignal,
): Promise<Recording[]> {
  const stop = new AbortController();
  let broken: { error: unknown } | null = null;
  const breakOff = (error: unknown) => {
    broken ??= { error };
    stop.abort();
  };
  const stopped = AbortSignal.any([signal, stop.signal]);
  const open = new Map<string, Recording>();
  let looking = Promise.resolve();

  const look = async (id: string) => {
    const before = open.get(id);
    if (!before) return;
    const recording = await client.library.get({ id }).catch((error: unknown) => {
      if (error instanceof TraxError && error.code === 'NOT_FOUND') return withoutWork(before);
      throw error;
    });
    if (!recording.item || !open.has(id)) return;
    open.set(id, recording);
    if (!hasEnded(recording.item)) return following.onProgress(recording, recording.item);
    open.delete(id);
    await following.onEnd(recording, recording.item);
    if (open.size === 0) stop.abort();
  };
  /** One look at a time, so that ends come in order. */
  const lookAt = (ids: Iterable<string>) => {
    const wanted = [...ids];
    looking = looking
      .then(async () => {
        for (const id of wanted) if (!stopped.aborted) await look(id);
      })
      .catch(breakOff);
  };

  const events = await client.events.subscribe(undefined, { signal: stopped });
  const listening = (async () => {
    for await (const event of events) {
      if (event.type === 'everything') lookAt(open.keys());
      if (event.type !== 'item' || !event.item.recordingId) continue;
      const recording = open.get(event.item.recordingId);
      if (!recording) continue;
      if (event.item.state === 'running') following.onProgress(recording, event.item);
      else lookAt([recording.id]);
    }
  })().catch((error: unknown) => {
    if (!stopped.aborted) breakOff(error);
  });
  const timer = setInterval(() => lookAt(open.keys()), lookAgainAfter);
  try {
    for (const recording of await begin()) open.set(recording.id, recording);
    if (open.size === 0) stop.abort();
    lookAt(open.keys());
    await untilAborted(stopped);
  } finally {
    clearInterval(timer);
    stop.abort();
    await listening;
    await looking;
  }
  if (broken) throw (broken as { error: unknown }).error;
  return [...open.values()];
}

/** A finished `preprocess` is followed by the next item of the chain. */
function hasEnded(item: Item): boolean {
  return (
    item.state === 'failed' ||
    item.state === 'cancelled' ||
    (item.state === 'done' && item.task === 'transcribe')
  );
}

/** A recording that somebody has removed in the meantime, as if its work had been cancelled. */
function withoutWork(recording: Recording): Recording {
  return { ...recording, item: recording.item && { ...recording.item, state: 'cancelled' } };
}

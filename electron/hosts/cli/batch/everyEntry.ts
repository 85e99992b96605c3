import type { QueueEntry } from '../../../../shared/contract/queue.ts';
import type { Client } from '../context.ts';

/** Entries that are asked for in one go. */
const pageSize = 500;

/** A batch's recordings in the order of the queue. */
export async function everyEntry(client: Client, batchId: string): Promise<QueueEntry[]> {
  const all: QueueEntry[] = [];
  for (;;) {
    const { entries, total } = await client.queue.entries({ batchId, offset: all.length, limit: pageSize });
    all.push(...entries);
    if (entries.length === 0 || all.length >= total) return all;
  }
}

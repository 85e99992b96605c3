import { z } from 'zod';

/** What of the browser's storage is used. */
interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = 'trax.recent';
const most = 20;
const recentSchema = z.array(z.string());

/** What was used last, the newest first: ids of actions, addresses of places. Kept in the browser. */
export function readRecent(storage: Pick<Memory, 'getItem'>): string[] {
  try {
    return recentSchema.parse(JSON.parse(storage.getItem(key) ?? '[]'));
  } catch {
    // What cannot be read any more is no loss: it is only an order.
    return [];
  }
}

export function noteRecent(storage: Memory, id: string): void {
  const others = readRecent(storage).filter((other) => other !== id);
  storage.setItem(key, JSON.stringify([id, ...others].slice(0, most)));
}

/** The recordings among what was used last. */
export function recentRecordings(recent: readonly string[]): string[] {
  return recent.flatMap((address) => /^#\/recording\/([^?]+)/.exec(address)?.[1] ?? []);
}

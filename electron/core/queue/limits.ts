import type { EntityManager } from '@mikro-orm/postgresql';
import type { BatchLimits } from '../../../shared/contract/queue.ts';
import type { Events } from '../events/events.ts';
import { uuidArray, wakeQueue } from './channel.ts';
import { mostWorkers } from './enqueue.ts';

const columns = {
  workers: 'worker_count',
  memoryLimitMb: 'memory_limit_mb',
  cpuLimitPercent: 'cpu_limit_percent',
} as const satisfies Record<keyof BatchLimits, string>;

/** Changes what batches may take; limits that are not named stay. Gives how many recordings they hold. */
export async function setLimits(
  em: EntityManager,
  events: Events,
  batchIds: readonly string[],
  limits: Partial<BatchLimits>,
): Promise<number> {
  const named = (Object.keys(columns) as (keyof BatchLimits)[]).filter((name) => limits[name] !== undefined);
  const sets = named.map((name) => `${columns[name]} = ?`);
  const rows = await em.execute<{ id: string; total_files: number }[]>(
    `update batch_jobs set ${[...sets, 'updated_at = now()'].join(', ')} where id = any(?::uuid[])
     returning id, total_files`,
    [...named.map((name) => limits[name] ?? (name === 'workers' ? mostWorkers : null)), uuidArray(batchIds)],
  );
  await events.publishAll(
    em,
    rows.map(({ id }) => ({ type: 'batch', id })),
  );
  await wakeQueue(em);
  return rows.reduce((sum, { total_files: files }) => sum + files, 0);
}

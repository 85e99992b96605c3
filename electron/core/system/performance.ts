import { availableParallelism, totalmem } from 'node:os';

/** What a worker with a large model needs, in bytes: about twice the recommended model's file. */
const memoryPerWorker = 4 * 1024 ** 3;

/**
 * How many recordings are worked on at a time, and the threads that each gets, so that the cores are shared out and
 * never promised twice. `wished` is the setting; 0 leaves it to the computer.
 */
export function shareOut(wished: number, cores = availableParallelism(), memory = totalmem()) {
  // A recogniser scales well to about four threads; a second worker pays off from eight cores on.
  const bearable = Math.max(1, Math.min(Math.floor(cores / 4), Math.floor(memory / memoryPerWorker)));
  const workers = Math.min(wished || bearable, cores);
  return { workers, threads: Math.max(1, Math.floor(cores / workers)) };
}

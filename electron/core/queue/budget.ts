import type { Settings } from '../../../shared/contract/settings.ts';
import type { Budget } from './admission.ts';

/** What a worker with a large model needs, in megabytes: about twice the recommended model's file. */
const memoryPerWorkerMb = 4096;
/** The share of its memory that a computer can spare for recognition: the rest is the system's and other programs'. */
const spareMemory = 0.75;
/** A recogniser scales well to about four threads; a second worker pays off from eight cores on. */
const coresPerWorker = 4;

/** What of a computer decides how much it can work on. */
export interface Machine {
  /** Processor cores that this process may use. */
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
}

type Limits = Pick<Settings, 'workers' | 'memoryLimitMb' | 'cpuLimitPercent' | 'endpointConcurrency'>;

/**
 * How many recordings are worked on at a time, and the threads and the memory for all of them, so that the cores are
 * shared out and never promised twice. `workers` and `memoryLimitMb` of 0 leave it to the computer.
 * `atMost` is what a helper was told, of either kind of recogniser.
 */
export function budgetOf(limits: Limits, { cores, memory }: Machine, atMost?: number): Budget {
  const threads = Math.max(1, Math.round((cores * limits.cpuLimitPercent) / 100));
  const has = memory / 1024 ** 2;
  const bearable = Math.min(Math.floor(threads / coresPerWorker), Math.floor(has / memoryPerWorkerMb));
  return {
    places: Math.min(atMost ?? (limits.workers || Math.max(1, bearable)), threads),
    threads,
    cores,
    memoryMb: limits.memoryLimitMb || Math.floor(has * spareMemory),
    endpointPlaces: limits.endpointConcurrency,
    ownEndpointPlaces: Math.min(limits.endpointConcurrency, atMost ?? limits.endpointConcurrency),
  };
}

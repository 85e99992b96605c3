import { setTimeout as sleep } from 'node:timers/promises';
import { TraxError } from '../../../shared/errors.ts';

/** Time and chance, as the retries use them. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** 0 to 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  wait: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, { signal });
  },
  random: Math.random,
};

/** Attempts in all. With the waits below, a server has about half a minute to come back. */
const attempts = 5;
const firstWait = 1_000;
const longestWait = 60_000;
/** A server that asks for more is left to the queue, which lets all recordings for that server wait. Milliseconds. */
const longestAskedWait = 2_000;

/**
 * Milliseconds until the next attempt, or null when there is none: the failure cannot heal, was the last attempt's, or
 * the server asks for too long a wait. Without a wish of the server the wait doubles and is spread by half.
 */
export function nextWait(error: unknown, attempt: number, random: number): number | null {
  if (!(error instanceof TraxError) || !error.passing || attempt >= attempts) return null;
  const asked = error.details.retryAfter;
  if (typeof asked === 'number') return asked * 1000 <= longestAskedWait ? asked * 1000 : null;
  return Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

/** Does it again as long as that may help. Throws the last failure, or the signal's reason when aborted. */
export async function withRetries<T>(task: () => Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await task();
    } catch (error) {
      signal.throwIfAborted();
      const wait = nextWait(error, attempt, clock.random());
      if (wait === null) throw error;
      await clock.wait(wait, signal);
    }
  }
}

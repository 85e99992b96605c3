import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between the end of one look and the next: events come in bursts, and a queue that works sends some a second. */
const rest = 500;

/**
 * Works off what is due whenever it is told to look, one look at a time: however often it is told meanwhile, one more that
 * begins after the last of them is enough. `onFailure` hears what a look threw; the next one tries again.
 */
export function createWorkingOff(
  workOff: (signal: AbortSignal) => Promise<void>,
  onFailure: (error: unknown) => void,
) {
  const closing = new AbortController();
  const { signal } = closing;
  let turn = Promise.resolve();
  let looksNext = false;

  async function lookAndRest() {
    looksNext = false;
    signal.throwIfAborted();
    await workOff(signal);
    await pause(rest, undefined, { signal });
  }

  return {
    look(): void {
      if (looksNext) return;
      looksNext = true;
      turn = turn.then(lookAndRest).catch((error) => {
        if (!signal.aborted) onFailure(error);
      });
    },

    /** Aborts the signal and settles when the last look has ended. */
    async [Symbol.asyncDispose]() {
      closing.abort();
      await turn;
    },
  };
}

/**
 * Works off what is due whenever it is told to look, one look at a time: however often it is told meanwhile, one more that
 * begins after the last of them is enough. `onFailure` hears what a look threw; the next one tries again.
 */
export function createWorkingOff(
  workOff: (signal: AbortSignal) => Promise<void>,
  onFailure: (error: unknown) => void,
) {
  const closing = new AbortController();
  let turn = Promise.resolve();
  let looksNext = false;

  return {
    look(): void {
      if (looksNext) return;
      looksNext = true;
      turn = turn
        .then(async () => {
          looksNext = false;
          if (!closing.signal.aborted) await workOff(closing.signal);
        })
        .catch((error) => {
          if (!closing.signal.aborted) onFailure(error);
        });
    },

    /** Aborts the signal and settles when the last look has ended. */
    async [Symbol.asyncDispose]() {
      closing.abort();
      await turn;
    },
  };
}

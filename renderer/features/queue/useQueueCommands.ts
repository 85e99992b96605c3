import { useMemo } from 'react';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { QueuePlace, QueueTarget } from '../../../shared/contract/queue.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

type Ask = (queue: Trax['client']['queue']) => Promise<unknown>;

/** What can be asked of items, batches and everything. The same functions in every drawing: rows by the hundred have them. */
export function useQueueCommands() {
  const { client, api, queries } = useTrax();
  const { mutate } = useCommand(
    (ask: Ask) => ask(client.queue),
    () => {
      // The events say the same a moment later; a button that answers at once feels better.
      void queries.invalidateQueries({ queryKey: api.queue.key() });
      void queries.invalidateQueries({ queryKey: api.library.key() });
    },
  );
  return useMemo(
    () => ({
      pause: (target: QueueTarget) => mutate((queue) => queue.pause(target)),
      resume: (target: QueueTarget) => mutate((queue) => queue.resume(target)),
      cancel: (target: QueueTarget) => mutate((queue) => queue.cancel(target)),
      retry: (target: QueueTarget) => mutate((queue) => queue.retry({ target })),
      retryFailed: () => mutate((queue) => queue.retry({ target: { everything: true }, failedOnly: true })),
      remove: (target: QueueTarget) => mutate((queue) => queue.remove(target)),
      move: (target: QueueTarget, to: QueuePlace) => mutate((queue) => queue.move({ target, to })),
      clearEnded: () => mutate((queue) => queue.clearEnded()),
      prioritise: (target: QueueTarget, priority: number) =>
        mutate((queue) => queue.prioritise({ target, priority })),
      setOptions: (target: QueueTarget, options: Partial<TranscribeOptions>) =>
        mutate((queue) => queue.setOptions({ target, options })),
    }),
    [mutate],
  );
}

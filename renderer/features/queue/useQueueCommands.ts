import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { QueuePlace, QueueTarget } from '../../../shared/contract/queue.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

/** What can be asked of items, batches and everything. */
export function useQueueCommands() {
  const { client, api, queries } = useTrax();
  // The events say the same a moment later; a button that answers at once feels better.
  const refetch = () => {
    void queries.invalidateQueries({ queryKey: api.queue.key() });
    void queries.invalidateQueries({ queryKey: api.library.key() });
  };
  return {
    pause: useCommand((target: QueueTarget) => client.queue.pause(target), refetch),
    resume: useCommand((target: QueueTarget) => client.queue.resume(target), refetch),
    cancel: useCommand((target: QueueTarget) => client.queue.cancel(target), refetch),
    retry: useCommand((target: QueueTarget) => client.queue.retry({ target }), refetch),
    retryFailed: useCommand(
      () => client.queue.retry({ target: { everything: true }, failedOnly: true }),
      refetch,
    ),
    remove: useCommand((target: QueueTarget) => client.queue.remove(target), refetch),
    move: useCommand((wish: { target: QueueTarget; to: QueuePlace }) => client.queue.move(wish), refetch),
    clearEnded: useCommand(() => client.queue.clearEnded(), refetch),
    prioritise: useCommand(
      (wish: { target: QueueTarget; priority: number }) => client.queue.prioritise(wish),
      refetch,
    ),
    setOptions: useCommand(
      (wish: { target: QueueTarget; options: Partial<TranscribeOptions> }) => client.queue.setOptions(wish),
      refetch,
    ),
  };
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TranscribeOptions } from '../../../shared/contract/options.ts';
import type { BatchLimits, QueuePlace, QueueTarget } from '../../../shared/contract/queue.ts';
import { type Trax, useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

type Ask = (queue: Trax['client']['queue']) => Promise<unknown>;

/** Takes something out of the queue, which can be taken back for a while. */
type Remove = (queue: Trax['client']['queue']) => Promise<{ changed: number; removal: string | null }>;

const noMatter = () => undefined;

/** What can be asked of items, batches and everything. The same functions in every drawing: rows by the hundred have them. */
export function useQueueCommands() {
  const { client, api, queries, toasts } = useTrax();
  const { t } = useTranslation();
  const refetch = () => {
    // The events say the same a moment later; a button that answers at once feels better.
    void queries.invalidateQueries({ queryKey: api.queue.key() });
    void queries.invalidateQueries({ queryKey: api.library.key() });
  };
  const { mutate } = useCommand((ask: Ask) => ask(client.queue), refetch);
  const { mutateAsync: moveStep } = useCommand(
    ({ item, to }: { item: string; to: QueuePlace }) => client.queue.move({ target: { items: [item] }, to }),
    () => queries.invalidateQueries({ queryKey: api.queue.entries.key() }),
  );
  const { mutate: takeOut } = useCommand(
    (remove: Remove) => remove(client.queue),
    ({ changed, removal }) => {
      refetch();
      toasts.getState().show({
        kind: 'done',
        title: t('queue.removed', { count: changed }),
        ...(removal && {
          action: { label: t('common.undo'), run: () => mutate((queue) => queue.putBack({ removal })) },
        }),
      });
    },
  );
  return useMemo(
    () => ({
      pause: (target: QueueTarget) => mutate((queue) => queue.pause(target)),
      resume: (target: QueueTarget) => mutate((queue) => queue.resume(target)),
      cancel: (target: QueueTarget) => mutate((queue) => queue.cancel(target)),
      retry: (target: QueueTarget) => mutate((queue) => queue.retry({ target })),
      retryFailed: () => mutate((queue) => queue.retry({ target: { everything: true }, failedOnly: true })),
      remove: (target: QueueTarget) => takeOut((queue) => queue.remove(target)),
      move: (target: QueueTarget, to: QueuePlace) => mutate((queue) => queue.move({ target, to })),
      /** Settles when the lists have the new order, whether it could be changed or not. */
      moveStep: (item: string, to: QueuePlace) => moveStep({ item, to }).then(noMatter, noMatter),
      clearEnded: () => takeOut((queue) => queue.clearEnded()),
      prioritise: (target: QueueTarget, priority: number) =>
        mutate((queue) => queue.prioritise({ target, priority })),
      setLimits: (batches: string[], limits: Partial<BatchLimits>) =>
        mutate((queue) => queue.setLimits({ batches, limits })),
      setOptions: (target: QueueTarget, options: Partial<TranscribeOptions>) =>
        mutate((queue) => queue.setOptions({ target, options })),
    }),
    [mutate, moveStep, takeOut],
  );
}

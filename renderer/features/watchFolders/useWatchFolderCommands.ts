import { useMutation } from '@tanstack/react-query';
import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

type Wish<Name extends 'add' | 'update' | 'remove'> = Parameters<Client['watchFolders'][Name]>[0];

/** What can be asked of watch folders. */
export function useWatchFolderCommands(onDone: () => void = () => undefined) {
  const { client, api, queries } = useTrax();
  const refetch = () => {
    void queries.invalidateQueries({ queryKey: api.watchFolders.key() });
    onDone();
  };
  return {
    /** What goes wrong is said beside the folder. */
    add: useMutation({
      mutationFn: (wish: Wish<'add'>) => client.watchFolders.add(wish),
      onSuccess: refetch,
    }),
    update: useCommand((wish: Wish<'update'>) => client.watchFolders.update(wish), refetch),
    remove: useCommand((wish: Wish<'remove'>) => client.watchFolders.remove(wish), refetch),
  };
}

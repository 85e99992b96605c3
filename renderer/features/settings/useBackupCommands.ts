import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

/** Making backups and going back. */
export function useBackupCommands() {
  const { client, api, queries } = useTrax();
  const refetch = () => void queries.invalidateQueries({ queryKey: api.backups.key() });
  return {
    start: useCommand((wish: { to?: string }) => client.backups.start(wish), refetch),
    restore: useCommand((wish: { at?: string; from?: string }) => client.backups.restore(wish), refetch),
    cancel: useCommand(() => client.backups.cancel(), refetch),
    forget: useCommand((id: string) => client.backups.forgetReplaced({ id }), refetch),
  };
}

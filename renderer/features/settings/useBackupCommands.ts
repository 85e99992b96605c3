import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

/** Making backups and going back. */
export function useBackupCommands() {
  const { client, api, queries } = useTrax();
  const refetch = () => void queries.invalidateQueries({ queryKey: api.backups.key() });
  return {
    start: useCommand(() => client.backups.start({}), refetch),
    restore: useCommand((at: string) => client.backups.restore({ at }), refetch),
    cancel: useCommand(() => client.backups.cancel(), refetch),
    forget: useCommand((id: string) => client.backups.forgetReplaced({ id }), refetch),
  };
}

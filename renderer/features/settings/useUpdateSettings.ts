import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

/** What asks something of the settings waits for what is being stored. */
export const settingsScope = 'settings';

export type SettingsChange = Parameters<Client['settings']['update']>[0];

/** Stores a change of the settings as it is made. */
export function useUpdateSettings(): (change: SettingsChange) => void {
  const { api, client, queries } = useTrax();
  const { mutate } = useCommand(
    (change: SettingsChange) => client.settings.update(change),
    (settings) => {
      queries.setQueryData(api.settings.get.queryKey(), settings);
      void queries.invalidateQueries({ queryKey: api.system.info.key() });
    },
    settingsScope,
  );
  return mutate;
}

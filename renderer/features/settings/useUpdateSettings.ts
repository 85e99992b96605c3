import type { Client } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';
import type { SettingsView } from './settingsView.ts';

/** What asks something of the settings waits for what is being stored. */
export const settingsScope = 'settings';

export type SettingsChange = Parameters<Client['settings']['update']>[0];

/** A part of a setting that has several is changed in what is stored by then: another part may be on its way. */
type ChangeOf = (settings: SettingsView) => SettingsChange;

/** Stores a change of the settings as it is made. */
export function useUpdateSettings(): (change: SettingsChange | ChangeOf) => void {
  const { api, client, queries } = useTrax();
  const { mutate } = useCommand(
    async (change: SettingsChange | ChangeOf) => {
      if (typeof change !== 'function') return client.settings.update(change);
      return client.settings.update(change(await queries.ensureQueryData(api.settings.get.queryOptions())));
    },
    (settings) => {
      queries.setQueryData(api.settings.get.queryKey(), settings);
      void queries.invalidateQueries({ queryKey: api.system.info.key() });
    },
    settingsScope,
  );
  return mutate;
}

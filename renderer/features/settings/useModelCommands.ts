import { fromFailure, TraxError } from '../../../shared/errors.ts';
import type { Host } from '../../host.ts';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';

/** Getting models and parting with them. */
export function useModelCommands() {
  const { client, api, queries, host } = useTrax();
  const refetch = () => {
    void queries.invalidateQueries({ queryKey: api.models.key() });
    void queries.invalidateQueries({ queryKey: api.system.key() });
  };
  return {
    download: useCommand((name: string) => client.models.download({ name }), refetch),
    cancelDownload: useCommand((name: string) => client.models.cancelDownload({ name }), refetch),
    remove: useCommand((name: string) => client.models.remove({ name }), refetch),
    importFile: useCommand(async () => {
      const path = await pickModel(host);
      if (path !== null) await client.models.import({ path });
    }, refetch),
  };
}

/** The path of the model that the person picks, uploaded where that is needed; null when they changed their mind. */
async function pickModel(host: Host): Promise<string | null> {
  const picked = await host.pick('model');
  if ('paths' in picked) return picked.paths[0] ?? null;
  if (picked.files.length === 0) return null;
  const [model] = await host.pathsOf(picked.files, {
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  if (!model) throw new TraxError('CANCELLED');
  if ('failure' in model) throw fromFailure(model.failure);
  return model.path;
}

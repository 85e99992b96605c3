import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { useCommand } from '../../useCommand.ts';
import { nothingSelected } from './selection.ts';

/** What can be done with recordings and with the shelves that they stand on. */
export function useLibraryCommands() {
  const { client, api, queries, selection, toasts } = useTrax();
  const { t } = useTranslation();
  const refetch = () => {
    for (const feature of [api.library, api.collections, api.queue])
      void queries.invalidateQueries({ queryKey: feature.key() });
  };
  const deselectAndRefetch = () => {
    selection.getState().set(nothingSelected);
    refetch();
  };
  const restore = useCommand(
    (ids: string[]) => client.library.restore({ ids }),
    ({ changed }) => {
      deselectAndRefetch();
      toasts
        .getState()
        .show({ kind: 'done', about: 'bin', title: t('library.restored', { count: changed }) });
    },
  );
  return {
    restore,
    bin: useCommand(
      (ids: string[]) => client.library.bin({ ids }),
      (_, ids) => {
        deselectAndRefetch();
        toasts.getState().show({
          kind: 'done',
          about: 'bin',
          title: t('library.binned', { count: ids.length }),
          action: { label: t('common.undo'), run: () => restore.mutate(ids) },
        });
      },
    ),
    remove: useCommand((ids: string[]) => client.library.remove({ ids }), deselectAndRefetch),
    emptyBin: useCommand(() => client.library.emptyBin(), deselectAndRefetch),
    rename: useCommand((change: { id: string; title: string }) => client.library.rename(change), refetch),
    choose: useCommand((transcriptId: string) => client.library.choose({ transcriptId }), refetch),
    createCollection: useCommand(
      (wish: { name: string; recordings: string[] }) => client.collections.create(wish),
      refetch,
    ),
    renameCollection: useCommand(
      (change: { id: string; name: string }) => client.collections.rename(change),
      refetch,
    ),
    removeCollection: useCommand((id: string) => client.collections.remove({ id }), refetch),
    put: useCommand(
      (wish: { id: string; name: string; recordings: string[] }) => client.collections.put(wish),
      ({ changed }, { name }) => {
        refetch();
        toasts
          .getState()
          .show({ kind: 'done', title: t('library.collected', { count: changed, collection: name }) });
      },
    ),
    take: useCommand(
      (wish: { id: string; recordings: string[] }) => client.collections.take(wish),
      deselectAndRefetch,
    ),
    tag: useCommand(
      (wish: { recordings: string[]; add?: string[]; remove?: string[] }) => client.collections.tag(wish),
      refetch,
    ),
  };
}

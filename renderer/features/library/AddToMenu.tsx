import { useQuery } from '@tanstack/react-query';
import { Folder, FolderMinus, FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameDialog } from '../../ui/NameDialog.tsx';
import type { Shelf } from './shelf.ts';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** Puts recordings into a collection, an old or a new one, or takes them out of the one that is shown. */
export function AddToMenu({ ids, shelf }: { ids: string[]; shelf: Shelf | undefined }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const [asksForName, setAsksForName] = useState(false);
  const { collections = [] } = useQuery(api.collections.shelves.queryOptions()).data ?? {};
  const { put, take, createCollection } = useLibraryCommands();
  const here =
    shelf && 'collection' in shelf ? collections.find(({ id }) => id === shelf.collection) : undefined;
  return (
    <>
      <Menu
        trigger={
          <Button size="small">
            <Folder aria-hidden size={14} />
            {t('library.addTo')}
          </Button>
        }
        items={[
          ...collections
            .filter((collection) => collection !== here)
            .map(({ id, name }) => ({
              label: name,
              icon: Folder,
              run: () => put.mutate({ id, name, recordings: ids }),
            })),
          { label: t('library.newCollectionEllipsis'), icon: FolderPlus, run: () => setAsksForName(true) },
          ...(here
            ? [
                {
                  label: t('library.takeOut', { name: here.name }),
                  icon: FolderMinus,
                  run: () => take.mutate({ id: here.id, recordings: ids }),
                },
              ]
            : []),
        ]}
      />
      {asksForName && (
        <NameDialog
          title={t('library.newCollection')}
          label={t('library.name')}
          name=""
          verb={t('library.create')}
          onName={(name) => createCollection.mutate({ name, recordings: ids })}
          onClose={() => setAsksForName(false)}
        />
      )}
    </>
  );
}

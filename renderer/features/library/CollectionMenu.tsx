import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { goTo } from '../../usePlace.ts';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** Renaming and deleting a collection. */
export function CollectionMenu({ id, name, isHere }: { id: string; name: string; isHere: boolean }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'name' | 'remove' | null>(null);
  const { renameCollection, removeCollection } = useLibraryCommands();
  return (
    <>
      <Menu
        trigger={
          <Button
            look="quiet"
            size="small"
            className="aspect-square px-0!"
            aria-label={t('library.menuOf', { name })}
          >
            <Ellipsis aria-hidden size={15} />
          </Button>
        }
        items={[
          { label: t('library.renameEllipsis'), icon: Pencil, run: () => setAsks('name') },
          {
            label: t('library.deleteCollection'),
            icon: Trash2,
            run: () => setAsks('remove'),
            isDangerous: true,
          },
        ]}
      />
      {asks === 'name' && (
        <NameDialog
          title={t('library.renameCollection')}
          label={t('library.name')}
          name={name}
          verb={t('library.rename')}
          onName={(next) => renameCollection.mutate({ id, name: next })}
          onClose={() => setAsks(null)}
        />
      )}
      <Confirm
        isOpen={asks === 'remove'}
        onClose={() => setAsks(null)}
        title={t('library.deleteCollectionTitle', { name })}
        description={t('library.deleteCollectionText')}
        verb={t('library.delete')}
        onConfirm={() => {
          removeCollection.mutate(id);
          if (isHere) goTo({ name: 'library' });
        }}
      />
    </>
  );
}

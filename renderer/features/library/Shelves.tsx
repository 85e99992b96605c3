import { useQuery } from '@tanstack/react-query';
import { Folder, Plus, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../place.ts';
import { useTrax } from '../../trax.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { CollectionMenu } from './CollectionMenu.tsx';
import { ShelfLink } from './ShelfLink.tsx';
import { isSameShelf, type Shelf } from './shelf.ts';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** Collections, tags and the bin, in the sidebar. Rows of the library can be dropped on collections and on the bin. */
export function Shelves({ place }: { place: Place }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const [asksForName, setAsksForName] = useState(false);
  const shelves = useQuery(api.collections.shelves.queryOptions()).data;
  const { bin, put, createCollection } = useLibraryCommands();
  const isHere = (shelf: Shelf) => place.name === 'library' && isSameShelf(place.shelf, shelf);
  const { collections = [], tags = [], binned = 0 } = shelves ?? {};
  return (
    <nav
      aria-label={t('library.shelves')}
      className="mt-5 flex min-h-0 flex-col gap-0.5 overflow-y-auto px-3 pb-3"
    >
      <div className="flex h-7 shrink-0 items-center justify-between pr-0.5 pl-2.5">
        <h2 className="font-medium text-soft text-xs">{t('library.collections')}</h2>
        <IconButton
          icon={Plus}
          size="small"
          label={t('library.newCollection')}
          onClick={() => setAsksForName(true)}
        />
      </div>
      {collections.map(({ id, name, count }) => (
        <ShelfLink
          key={id}
          shelf={{ collection: id }}
          icon={Folder}
          title={name}
          count={count}
          isHere={isHere({ collection: id })}
          onRecordings={(recordings) => put.mutate({ id, name, recordings })}
        >
          <CollectionMenu id={id} name={name} isHere={isHere({ collection: id })} />
        </ShelfLink>
      ))}
      {tags.length > 0 && (
        <h2 className="mt-3 flex h-7 shrink-0 items-center pl-2.5 font-medium text-soft text-xs">
          {t('library.tags')}
        </h2>
      )}
      {tags.map(({ name, count }) => (
        <ShelfLink
          key={name}
          shelf={{ tag: name }}
          icon={Tag}
          title={name}
          count={count}
          isHere={isHere({ tag: name })}
        />
      ))}
      <div className="mt-4">
        <ShelfLink
          shelf={{ isBin: true }}
          icon={Trash2}
          title={t('library.bin')}
          count={binned}
          isHere={isHere({ isBin: true })}
          onRecordings={(ids) => bin.mutate(ids)}
        />
      </div>
      {asksForName && (
        <NameDialog
          title={t('library.newCollection')}
          label={t('library.name')}
          name=""
          verb={t('library.create')}
          onName={(name) => createCollection.mutate({ name, recordings: [] })}
          onClose={() => setAsksForName(false)}
        />
      )}
    </nav>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import type { Shelf } from './shelf.ts';

/** What a shelf is called. */
export function useShelfTitle(shelf: Shelf | undefined): string {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const { collections = [] } = useQuery(api.collections.shelves.queryOptions()).data ?? {};
  if (!shelf) return titleOf(i18n, 'go.library');
  if ('isBin' in shelf) return t('library.bin');
  if ('tag' in shelf) return shelf.tag;
  return collections.find(({ id }) => id === shelf.collection)?.name ?? t('library.collection');
}

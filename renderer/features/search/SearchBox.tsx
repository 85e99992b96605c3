import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actionRunner.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import type { Search } from './useSearch.ts';

export const resultsId = 'search-results';

/** The one place to search from: names and everything that is said. Arrows go through what was found. */
export function SearchBox({ search }: { search: Search }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useAction('library.search', () => {
    field.current?.focus();
    field.current?.select();
  });
  return (
    <SearchField
      ref={field}
      label={t('search.field')}
      className="w-80"
      role="combobox"
      aria-expanded={search.active !== null}
      aria-controls={search.active !== null ? resultsId : undefined}
      aria-autocomplete="list"
      aria-activedescendant={search.active ?? undefined}
      value={search.typed}
      onChange={(event) => search.type(event.target.value)}
      onKeyDown={(event) => onSearchKey(event, search)}
    />
  );
}

/** The keys of a search, in its box and in what it found. */
export function onSearchKey(event: KeyboardEvent, search: Search): void {
  if (!search.isActive || event.nativeEvent.isComposing) return;
  if (event.key === 'ArrowDown') search.step(1);
  else if (event.key === 'ArrowUp') search.step(-1);
  else if (event.key === 'Enter') search.act(search.active);
  else if (event.key === 'Escape') search.type('');
  else return;
  event.preventDefault();
}

import { Search as SearchIcon } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actionRunner.ts';
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
    <div className="relative w-80 min-w-32 shrink">
      <SearchIcon
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-2.25 left-2.5 text-soft"
      />
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-label={t('search.field')}
        aria-expanded={search.active !== null}
        aria-controls={search.active !== null ? resultsId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={search.active ?? undefined}
        placeholder={t('search.field')}
        autoComplete="off"
        spellCheck={false}
        value={search.typed}
        onChange={(event) => search.type(event.target.value)}
        onKeyDown={(event) => onSearchKey(event, search)}
        className="h-8 w-full rounded-lg border border-line bg-page pr-2 pl-8 placeholder:text-soft"
      />
    </div>
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

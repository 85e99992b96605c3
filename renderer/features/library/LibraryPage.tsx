import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAction } from '../../actionRunner.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { useTrax } from '../../trax.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { AddButtons } from '../ingest/AddButtons.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { SearchResults } from '../search/SearchResults.tsx';
import { useSearch } from '../search/useSearch.ts';
import { EmptyBin } from './EmptyBin.tsx';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { keepLibraryFocus } from './keptFocus.ts';
import { LibraryTable } from './LibraryTable.tsx';
import { NothingHere } from './NothingHere.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SetupNotice } from './SetupNotice.tsx';
import { filterCount, type Shelf, viewOf } from './shelf.ts';
import { useListing } from './useRecordings.ts';
import { useShelfTitle } from './useShelfTitle.ts';

/** The recordings of a shelf, or all of them: found and sorted by the database. */
export function LibraryPage({ shelf }: { shelf?: Shelf | undefined }) {
  const { api, browsing } = useTrax();
  const { t } = useTranslation();
  const title = useShelfTitle(shelf);
  const choices = useStore(browsing, (state) => state.choices);
  const { choose } = browsing.getState();
  const search = useSearch();
  const isSearching = !shelf && search.isActive;
  // Typing stays smooth: the list follows when there is time.
  const chosen = useDeferredValue(choices);
  const view = viewOf(shelf, chosen);
  const listing = useListing(view);
  const { total, isOld, error, retry } = listing;
  // The rows stay until those of the next choice are known.
  const [listed, setListed] = useState(chosen);
  if (!isOld && listed !== chosen) setListed(chosen);
  const readiness = useQuery(api.system.info.queryOptions()).data?.readiness;
  const isBin = view.isBin;
  const isFiltered = view.search !== '' || filterCount(view) > 0;
  // Nothing to search in, to filter or to count.
  const isBare = total === 0 && !isFiltered;
  const isEmpty = isBare && !shelf;
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => (page.current ? keepLibraryFocus(page.current) : undefined), []);
  return (
    <div ref={page} className="contents">
      <PageHeader
        title={title}
        note={total !== null && total > 0 && !isSearching ? t('library.count', { count: total }) : undefined}
      >
        {!isBare && (
          <>
            {shelf ? (
              <TitleField
                value={choices.search}
                onChange={(typed) => choose({ ...choices, search: typed })}
              />
            ) : (
              <SearchBox search={search} />
            )}
            {!isSearching && <FilterMenu choices={choices} onChoose={choose} />}
          </>
        )}
        {!isBin && <AddButtons />}
        {isBin && !isBare && <EmptyBin count={total ?? 0} />}
      </PageHeader>
      {!isEmpty && <SetupNotice className="mx-6 mb-3" />}
      {error && <FailureNotice error={error} onRetry={retry} />}
      {isEmpty && <EmptyLibrary readiness={readiness ?? 'ready'} />}
      {!isEmpty && isSearching && <SearchResults search={search} />}
      {total === 0 && !isEmpty && !isSearching && (
        <NothingHere shelf={shelf} choices={view} onChoose={choose} />
      )}
      {!error && total !== 0 && !isSearching && (
        <LibraryTable shelf={shelf} choices={chosen} view={viewOf(shelf, listed)} listing={listing} />
      )}
      <SelectionBar shelf={shelf} />
    </div>
  );
}

function TitleField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useAction('library.search', () => field.current?.focus());
  return (
    <SearchField
      ref={field}
      label={t('library.search')}
      className="w-56"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

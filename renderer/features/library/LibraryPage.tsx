import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AddButtons } from '../ingest/AddButtons.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { SearchResults } from '../search/SearchResults.tsx';
import { useSearch } from '../search/useSearch.ts';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import { LibraryTable } from './LibraryTable.tsx';
import type { ListView } from './paging.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { SetupNotice } from './SetupNotice.tsx';
import { useRecordingCount } from './useRecordings.ts';

/** Every recording, found and sorted by the database. */
export function LibraryPage() {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const [view, setView] = useState<ListView>({ search: '', order: 'addedAt', descending: true });
  const search = useSearch();
  const { data, error, refetch } = useRecordingCount(view);
  const readiness = useQuery(api.system.info.queryOptions()).data?.readiness;
  const isEmpty = data?.total === 0;
  return (
    <>
      <PageHeader
        title={titleOf(i18n, 'go.library')}
        note={data && !isEmpty ? t('library.count', { count: data.total }) : undefined}
      >
        {!isEmpty && <SearchBox search={search} />}
        <AddButtons />
      </PageHeader>
      {readiness && readiness !== 'ready' && !isEmpty && <SetupNotice readiness={readiness} />}
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {isEmpty && <EmptyLibrary readiness={readiness ?? 'ready'} />}
      {!isEmpty && search.isActive && <SearchResults search={search} />}
      {!error && !isEmpty && !search.isActive && (
        <LibraryTable view={view} total={data?.total ?? null} onView={setView} />
      )}
      <SelectionBar />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actionRunner.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { Notice } from '../../ui/Notice.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AddButtons } from '../ingest/AddButtons.tsx';
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
  // Typing stays smooth: the list follows when there is time.
  const shown = useDeferredValue(view);
  const { data, error, refetch } = useRecordingCount(shown);
  const readiness = useQuery(api.system.info.queryOptions()).data?.readiness;
  const isEmpty = data?.total === 0 && shown.search === '';
  return (
    <>
      <PageHeader
        title={titleOf(i18n, 'go.library')}
        note={data && !isEmpty ? t('library.count', { count: data.total }) : undefined}
      >
        {!isEmpty && <SearchField value={view.search} onChange={(search) => setView({ ...view, search })} />}
        <AddButtons />
      </PageHeader>
      {readiness && readiness !== 'ready' && !isEmpty && <SetupNotice readiness={readiness} />}
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {isEmpty && <EmptyLibrary readiness={readiness ?? 'ready'} />}
      {data?.total === 0 && shown.search !== '' && (
        <Notice
          icon={Search}
          title={t('library.nothingFound', { search: shown.search })}
          text={t('library.nothingFoundText')}
        />
      )}
      {!error && data?.total !== 0 && (
        <LibraryTable view={shown} total={data?.total ?? null} onView={setView} />
      )}
      <SelectionBar />
    </>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useAction('library.search', () => field.current?.focus());
  return (
    <div className="relative w-56 min-w-32">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-soft" />
      <input
        ref={field}
        type="search"
        aria-label={t('library.search')}
        placeholder={t('library.search')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 w-full rounded-lg border border-line bg-page pr-2 pl-8 placeholder:text-soft"
      />
    </div>
  );
}

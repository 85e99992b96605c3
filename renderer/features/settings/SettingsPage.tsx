import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../FailureNotice.tsx';
import { titleOf } from '../../i18n.ts';
import { useTrax } from '../../trax.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Backups } from './Backups.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Endpoint } from './Endpoint.tsx';
import { Engine } from './Engine.tsx';
import { General } from './General.tsx';
import { LibraryCheck } from './LibraryCheck.tsx';
import { Models } from './Models.tsx';

/** Everything that can be set; each change is stored as it is made. */
export function SettingsPage() {
  const { api } = useTrax();
  const { i18n } = useTranslation();
  const { data, error, refetch } = useQuery(api.settings.get.queryOptions());
  return (
    <>
      <PageHeader title={titleOf(i18n, 'go.settings')} />
      <div className="min-h-0 grow overflow-y-auto px-6 pb-10">
        {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
        <div className="mx-auto flex max-w-3xl flex-col gap-9">
          {!data && !error && <Skeleton className="h-64 rounded-xl" />}
          {data && (
            <>
              <Engine settings={data} />
              {data.engine === 'openai' ? <Endpoint settings={data} /> : <Models settings={data} />}
              <General settings={data} />
              <Backups settings={data} />
              <LibraryCheck />
              <Diagnostics />
            </>
          )}
        </div>
      </div>
    </>
  );
}

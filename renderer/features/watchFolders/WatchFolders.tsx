import { useQuery } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchFolder } from '../../../shared/contract/watchFolders.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Section } from '../settings/Section.tsx';
import { WatchFolderDialog } from './WatchFolderDialog.tsx';
import { WatchFolderRow } from './WatchFolderRow.tsx';

/** The folders whose recordings are transcribed by themselves. */
export function WatchFolders() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(api.watchFolders.list.queryOptions());
  const [open, setOpen] = useState<WatchFolder | 'new' | null>(null);
  return (
    <Section
      title={t('watch.title')}
      note={t('watch.note')}
      aside={
        <Button onClick={() => setOpen('new')}>
          <FolderPlus aria-hidden size={15} strokeWidth={1.75} />
          {t('watch.add')}
        </Button>
      }
    >
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="m-4 h-10" />}
      {data?.length === 0 && <p className="px-4 py-3 text-soft">{t('watch.none')}</p>}
      {data && data.length > 0 && (
        <ul aria-label={t('watch.title')}>
          {data.map((folder) => (
            <WatchFolderRow key={folder.id} folder={folder} onEdit={() => setOpen(folder)} />
          ))}
        </ul>
      )}
      {open && <WatchFolderDialog folder={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useLibraryCommands } from './useLibraryCommands.ts';

/** Empties the bin, after asking; says when that happens by itself. */
export function EmptyBin({ count }: { count: number }) {
  const { api } = useTrax();
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const settings = useQuery(api.settings.get.queryOptions()).data;
  const { emptyBin } = useLibraryCommands();
  return (
    <>
      {settings && settings.binDays > 0 && (
        <span className="truncate text-soft text-xs">
          {t('library.binKept', { count: settings.binDays })}
        </span>
      )}
      <Button look="danger" disabled={count === 0 || emptyBin.isPending} onClick={() => setAsks(true)}>
        {t('library.emptyBin')}
      </Button>
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('library.deleteTitle', { count })}
        description={t('library.deleteText', { count })}
        verb={t('library.emptyBin')}
        onConfirm={() => emptyBin.mutate()}
      />
    </>
  );
}

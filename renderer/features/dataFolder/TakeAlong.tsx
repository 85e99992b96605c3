import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarryEnding } from '../../../shared/contract/portability.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../settings/FailureLine.tsx';
import { Line, Section } from '../settings/Section.tsx';
import { CarryDialog } from './CarryDialog.tsx';
import { CarryProgress } from './CarryProgress.tsx';

/** The whole library to another computer, and back. */
export function TakeAlong() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const { data } = useQuery(api.portability.view.queryOptions());
  const [asks, setAsks] = useState<'export' | 'import' | null>(null);
  const job = data?.job;
  const isBusy = job != null;
  return (
    <Section title={t('carry.title')} note={t('carry.note')}>
      <Line label={t('carry.exportLabel')} note={t('carry.exportNote')}>
        <Button disabled={isBusy} onClick={() => setAsks('export')}>
          {t('carry.exportVerb')}
        </Button>
      </Line>
      <Line label={t('carry.importLabel')} note={t('carry.importNote')}>
        <Button disabled={isBusy} onClick={() => setAsks('import')}>
          {t('carry.importVerb')}
        </Button>
      </Line>
      {job && (job.kind === 'export' || job.kind === 'import') && (
        <CarryProgress job={job} label={t(`carry.stage.${job.stage}`)} note={job.path} />
      )}
      {data?.ending && <Ending ending={data.ending} />}
      {asks && <CarryDialog kind={asks} onClose={() => setAsks(null)} />}
    </Section>
  );
}

function Ending({ ending: { kind, path, counts, failure } }: { ending: CarryEnding }) {
  const { host } = useTrax();
  const { t } = useTranslation();
  const { reveal } = host;
  if (kind !== 'export' && kind !== 'import') return null;
  if (failure && failure.code !== 'CANCELLED') return <FailureLine failure={failure} />;
  const isNothing = kind === 'import' && counts?.rows === 0 && counts.files === 0;
  const key = isNothing ? 'nothingNew' : kind === 'export' ? 'exported' : 'imported';
  return (
    <div role="status" className="flex min-h-11 items-center gap-4 px-4 py-2">
      <span className="min-w-0 grow wrap-anywhere text-soft">
        {counts
          ? t(`carry.${key}`, {
              rows: t('carry.rows', { count: counts.rows }),
              files: t('carry.files', { count: counts.files }),
              path,
            })
          : t('carry.stopped')}
      </span>
      {counts && kind === 'export' && reveal && (
        <Button size="small" onClick={() => void reveal(path)}>
          {t('carry.show')}
        </Button>
      )}
    </div>
  );
}

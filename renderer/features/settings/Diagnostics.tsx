import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Check } from '../../../shared/contract/system.ts';
import { inEnglish } from '../../../shared/sentences.ts';
import { CopyButton } from '../../CopyButton.tsx';
import { FailureNotice } from '../../FailureNotice.tsx';
import { sayText } from '../../failure.ts';
import { useTrax } from '../../trax.ts';
import { classes } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { reportOf } from './report.ts';
import { Section } from './Section.tsx';

const marks = {
  ok: [CircleCheck, 'text-accent-text'],
  warning: [TriangleAlert, 'text-warning'],
  missing: [CircleAlert, 'text-danger'],
} as const;

/** What Trax needs, what it found, and what to do. */
export function Diagnostics() {
  const { api } = useTrax();
  const { t } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const { data, error, refetch } = useQuery(api.system.doctor.queryOptions({ staleTime: 30_000 }));
  return (
    <Section
      title={t('diagnostics.title')}
      note={t('diagnostics.note')}
      aside={
        <CopyButton
          label={t('diagnostics.copy')}
          disabled={!data || !info}
          read={() => (data && info ? reportOf(info, data) : '')}
        />
      }
    >
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="m-4 h-32" />}
      <ul>
        {data && info && (
          <CheckRow check={{ name: 'Trax', state: 'ok', found: info.version, advice: null }} />
        )}
        {data?.map((check) => (
          <CheckRow key={inEnglish(check.name)} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function CheckRow({ check }: { check: Check }) {
  const { t } = useTranslation();
  const [Icon, tone] = marks[check.state];
  return (
    <li className="flex items-start gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <Icon aria-hidden size={16} strokeWidth={1.75} className={classes('mt-0.5 shrink-0', tone)} />
      <span className="sr-only">{t(`diagnostics.state.${check.state}`)}</span>
      <div className="min-w-0">
        <p>
          <span className="font-medium">{sayText(t, check.name)}</span>{' '}
          <span className="wrap-anywhere text-soft">{sayText(t, check.found)}</span>
        </p>
        {check.advice && <p className="mt-0.5 wrap-anywhere">{sayText(t, check.advice)}</p>}
      </div>
    </li>
  );
}

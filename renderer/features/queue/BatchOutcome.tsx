import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/errors.ts';
import { sayBesideTitle, sayBriefly } from '../../failure.ts';
import { span } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { failureTone } from './itemView.ts';
import { useQueueCommands } from './useQueueCommands.ts';

/** Of several, no single one is named. */
const reasonOf = (t: TFunction, failure: Failure, count: number) =>
  count > 1 ? sayBesideTitle(t, failure) : sayBriefly(t, failure);

/** What came of a batch: how much in which time, what was written, and why what failed did. */
export function BatchOutcome({ batchId }: { batchId: string }) {
  const { api } = useTrax();
  const { t, i18n } = useTranslation();
  const { retry } = useQueueCommands();
  const summary = useQuery(api.queue.summary.queryOptions({ input: { batchId } })).data;
  if (!summary) return null;
  const { seconds, audioSeconds, filesWritten, reasons, afterwardsFailures } = summary;
  const factor = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const facts = [
    seconds &&
      audioSeconds > 0 &&
      t('queue.outcome', { audio: span(audioSeconds, i18n.language), time: span(seconds, i18n.language) }),
    seconds && audioSeconds > 0 && t('queue.speed', { factor: factor.format(audioSeconds / seconds) }),
    filesWritten > 0 && t('queue.written', { count: filesWritten }),
  ].filter(Boolean);
  const failures = [
    // What was cancelled is in the counts, and needs no reason.
    ...reasons.flatMap(({ failure, count }) =>
      failure
        ? [
            {
              line: t('queue.reason', { count, reason: reasonOf(t, failure, count) }),
              look: failureTone(failure),
            },
          ]
        : [],
    ),
    ...afterwardsFailures.map((failure) => ({ line: sayBriefly(t, failure), look: failureTone(failure) })),
  ];
  if (facts.length + failures.length === 0) return null;
  return (
    <div className="text-soft tabular-nums">
      {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      {failures.map(({ line, look }) => (
        <p key={line} className={classes('wrap-anywhere', look)}>
          {line}
        </p>
      ))}
      {afterwardsFailures.length > 0 && (
        <Button size="small" className="mt-2" onClick={() => retry({ batches: [batchId] })}>
          <RotateCw aria-hidden size={14} />
          {t('queue.retryAfterwards')}
        </Button>
      )}
    </div>
  );
}

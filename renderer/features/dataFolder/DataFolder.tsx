import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataFolderView, FormerFolder } from '../../../shared/contract/dataFolder.ts';
import type { Failure } from '../../../shared/errors.ts';
import { FailureNotice } from '../../FailureNotice.tsx';
import { bytes, dateAndTime } from '../../format.ts';
import { useTrax } from '../../trax.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { useCommand } from '../../useCommand.ts';
import { FailureLine } from '../settings/FailureLine.tsx';
import { Line, Section } from '../settings/Section.tsx';
import { CarryProgress } from './CarryProgress.tsx';
import { MoveDialog } from './MoveDialog.tsx';

/** Where everything lies, how much that is, and moving it to another disk. */
export function DataFolder() {
  const { api, host } = useTrax();
  const { t } = useTranslation();
  const info = useQuery(api.system.info.queryOptions()).data;
  const { data, error, refetch } = useQuery(api.dataFolder.view.queryOptions({ staleTime: 0 }));
  const carrying = useQuery(api.portability.view.queryOptions()).data;
  const job = carrying?.job;
  const broken = carrying?.ending?.kind === 'move' ? carrying.ending.failure : null;
  const [isMoving, setIsMoving] = useState(false);
  const { reveal } = host;
  return (
    <Section title={t('place.title')}>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      <Line label={t('place.folder')} note={info?.dataFolder ?? '…'}>
        <Room view={data} />
        {info && reveal && (
          <Button onClick={() => void reveal(info.dataFolder)}>{t('settings.reveal')}</Button>
        )}
        {data?.isMovable && (
          <Button disabled={job != null} onClick={() => setIsMoving(true)}>
            {t('place.move')}
          </Button>
        )}
      </Line>
      {job?.kind === 'move' && (
        <CarryProgress job={job} label={t('place.moving', { path: job.path })} note={t('place.movingNote')} />
      )}
      <Outcome failure={broken ?? data?.failure ?? null} />
      {data?.former.map((former) => (
        <FormerRow key={former.path} former={former} />
      ))}
      {isMoving && <MoveDialog onClose={() => setIsMoving(false)} />}
    </Section>
  );
}

/** Why the last move did not come to its end. */
function Outcome({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation();
  if (!failure) return null;
  if (failure.code === 'CANCELLED') {
    return (
      <p role="status" className="border-line border-b px-4 py-3 text-soft last:border-b-0">
        {t('place.stopped')}
      </p>
    );
  }
  return <FailureLine failure={failure} />;
}

function Room({ view }: { view: DataFolderView | undefined }) {
  const { t, i18n } = useTranslation();
  return (
    <span className="text-soft">
      {view
        ? t('place.room', {
            size: bytes(view.size, i18n.language),
            free: bytes(view.freeBytes, i18n.language),
          })
        : t('place.measuring')}
    </span>
  );
}

function FormerRow({ former }: { former: FormerFolder }) {
  const { client, api, queries } = useTrax();
  const { t, i18n } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { path, movedAt, size } = former;
  const forget = useCommand(
    () => client.dataFolder.forgetFormer({ path }),
    () => void queries.invalidateQueries({ queryKey: api.dataFolder.view.key() }),
  );
  return (
    <Line label={t('place.former', { when: dateAndTime(movedAt, i18n.language) })} note={path}>
      <span className="text-soft">{bytes(size, i18n.language)}</span>
      <Button size="small" disabled={forget.isPending} onClick={() => setAsks(true)}>
        {t('place.forget')}
      </Button>
      <Confirm
        isOpen={asks}
        onClose={() => setAsks(false)}
        title={t('place.forgetTitle')}
        description={t('place.forgetText', { path })}
        verb={t('place.forget')}
        onConfirm={() => forget.mutate()}
      />
    </Line>
  );
}
